import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Type } from 'typebox';
import { bedrockModel, fence, type Question } from './index.ts';
import { startConverseServer, toolUse, type ConverseServer, type RecordedReply } from './testing.ts';

const schema = Type.Object({ city: Type.String(), degrees: Type.Number() }, { additionalProperties: false });
const question: Question<typeof schema> = {
  system: 'Read the temperature.',
  user: fence('It is 7 degrees in London.'),
  tool: { name: 'final_result', description: 'The temperature.', schema },
  problems: ({ degrees }) => (degrees >= -90 && degrees <= 60 ? [] : ['degrees must lie within -90 and 60']),
  maxTokens: 200,
};

let server: ConverseServer | undefined;
afterEach(() => server?.close());

async function ask(...replies: RecordedReply[]) {
  let at = 0;
  server = await startConverseServer(() => replies[Math.min(at++, replies.length - 1)]!);
  return bedrockModel(server.client, 'us.amazon.nova-micro-v1:0').ask(question);
}

function stopped(stopReason: string, content: unknown[] = []): RecordedReply {
  return { status: 200, body: { output: { message: { role: 'assistant', content } }, stopReason } };
}

describe('bedrockModel over the real client', () => {
  test('forces the tool at temperature 0 and returns the answer with its hashes, raw response and usage', async () => {
    const answer = await ask(toolUse('final_result', { city: 'London', degrees: 7 }));
    expect(answer).toMatchObject({
      value: { city: 'London', degrees: 7 },
      modelId: 'us.amazon.nova-micro-v1:0',
      usage: { inputTokens: 100, outputTokens: 10 },
    });
    expect(answer.promptHash).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.raw).toHaveLength(1);
    const [request] = server!.requests;
    expect(request!.inferenceConfig).toEqual({ temperature: 0, maxTokens: 200 });
    expect(request!.toolConfig.toolChoice).toEqual({ tool: { name: 'final_result' } });
    expect(request!.path).toBe('/model/us.amazon.nova-micro-v1%3A0/converse');
  });

  test('repairs an answer once, quoting what was wrong with it', async () => {
    const answer = await ask(
      toolUse('final_result', { city: 'London', degrees: 900 }),
      toolUse('final_result', { city: 'London', degrees: 7 }),
    );
    expect(answer.value.degrees).toBe(7);
    expect(answer.raw).toHaveLength(2);
    expect(answer.usage).toEqual({ inputTokens: 200, outputTokens: 20 });
    const turns = server!.requests[1]!.messages;
    expect(turns.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(JSON.stringify(turns[2])).toContain('degrees must lie within -90 and 60');
    expect(turns[2]!.content[0]).toMatchObject({ toolResult: { toolUseId: 'tooluse_1', status: 'error' } });
  });

  test('asks for the tool again when the model answers with text', async () => {
    const answer = await ask(
      stopped('end_turn', [{ text: 'Seven.' }]),
      toolUse('final_result', { city: 'London', degrees: 7 }),
    );
    expect(answer.value.city).toBe('London');
    expect(JSON.stringify(server!.requests[1]!.messages)).toContain('not with text');
  });

  test('fails after one repair and never asks a third time', async () => {
    const thrown: unknown = await ask(toolUse('final_result', { city: 'London' })).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'BEDROCK_INVALID', raw: [{ stopReason: 'tool_use' }, expect.anything()] });
    expect(server!.requests).toHaveLength(2);
  });

  test.each([
    ['max_tokens', 'BEDROCK_CUT_OFF'],
    ['model_context_window_exceeded', 'BEDROCK_CUT_OFF'],
    ['guardrail_intervened', 'BEDROCK_GUARDRAIL'],
    ['content_filtered', 'BEDROCK_GUARDRAIL'],
    ['malformed_model_output', 'BEDROCK_MALFORMED'],
    ['malformed_tool_use', 'BEDROCK_MALFORMED'],
    ['end_turn', 'BEDROCK_EMPTY'],
    ['something_new', 'BEDROCK_MALFORMED'],
  ])('a stop with %s is the error %s, and is not repaired', async (reason, code) => {
    await expect(ask(stopped(reason))).rejects.toMatchObject({ code });
    expect(server!.requests).toHaveLength(1);
  });

  test('an error of the service is named, with the AWS error underneath', async () => {
    await expect(
      ask({ status: 400, body: { message: 'The provided model identifier is invalid.' } }),
    ).rejects.toMatchObject({
      code: 'BEDROCK_CALL_FAILED',
      cause: expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode: 400 }) }),
    });
  });
});

const recorded = `${process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname}/api-responses/bedrock`;

(existsSync(recorded) ? describe : describe.skip)('recorded exchanges', () => {
  const replies = (name: string): RecordedReply[] =>
    JSON.parse(readFileSync(`${recorded}/${name}.json`, 'utf8')).interactions.map(
      ({ response }: { response: { status: { code: number }; body: unknown } }) => ({
        status: response.status.code,
        body: response.body,
      }),
    );

  test.each([
    ['test_bedrock_error', 'BEDROCK_CALL_FAILED'],
    ['test_bedrock_model_max_tokens', 'BEDROCK_CUT_OFF'],
    ['test_bedrock_model', 'BEDROCK_INVALID'],
    ['test_bedrock_model_guardrail_config', 'BEDROCK_INVALID'],
    ['test_bedrock_inference_profile_converse', 'BEDROCK_INVALID'],
    ['test_bedrock_native_output_supported_model', 'BEDROCK_INVALID'],
    ['test_bedrock_strict_tool_supported_model', 'BEDROCK_MALFORMED'],
    ['test_bedrock_model_retry', 'BEDROCK_MALFORMED'],
    ['test_bedrock_model_structured_output', 'BEDROCK_MALFORMED'],
  ])('%s does not answer our question: %s', async (name, code) => {
    await expect(ask(...replies(name))).rejects.toMatchObject({ code });
  });

  test('a recorded tool answer of another schema is quoted back field by field', async () => {
    const [, , last] = replies('test_bedrock_model_structured_output');
    await expect(ask(last!)).rejects.toThrow('must have required properties degrees');
    expect(server!.requests).toHaveLength(2);
  });
});
