import { ConverseCommand, type BedrockRuntimeClient, type Message } from '@aws-sdk/client-bedrock-runtime';
import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { readReply, readUsage, type Reply, type Usage } from './answer.ts';
import { FmError } from '../errors.ts';
import { answerInvalid, callFailed, UnusableAnswer } from './errors.ts';
import { inputHashOf, promptHashOf, type LanguageModel, type Question } from './question.ts';

/**
 * A model behind Amazon Bedrock's Converse call: temperature 0, one forced tool, one repair that quotes what was wrong.
 *
 * @param client - Bedrock client; see {@link createBedrockClient}
 * @param modelId - model or inference profile, e.g. `us.amazon.nova-pro-v1:0`
 */
export function bedrockModel(client: BedrockRuntimeClient, modelId: string): LanguageModel {
  return {
    modelId,
    ask: async (question) => {
      const raw: unknown[] = [];
      try {
        const value = await converse(client, modelId, question, raw);
        return {
          value: value as never,
          modelId,
          promptHash: promptHashOf(question),
          inputHash: inputHashOf(question),
          raw,
          usage: raw.map(readUsage).reduce(addUsage),
        };
      } catch (thrown) {
        throw raw.length > 0 && thrown instanceof FmError && thrown.code !== 'BEDROCK_CALL_FAILED'
          ? new UnusableAnswer(thrown, raw)
          : thrown;
      }
    },
  };
}

/** Asks, and once more if the answer does not fit; `raw` gets every response as received. */
async function converse(client: BedrockRuntimeClient, modelId: string, question: Question, raw: unknown[]) {
  const ask = async (messages: Message[]) => {
    raw.push(await call(client, modelId, question, messages));
    return readReply(raw.at(-1), question.tool.name, modelId);
  };
  const opening: Message = { role: 'user', content: [{ text: question.user }] };
  let reply = await ask([opening]);
  let problems = problemsOf(question, reply);
  if (problems.length > 0) {
    const said = assistantTurn(raw[0]);
    reply = await ask([opening, said, repairTurn(reply, problems)]);
    problems = problemsOf(question, reply);
  }
  if (problems.length > 0 || reply.kind !== 'tool') throw answerInvalid(modelId, problems);
  return reply.input;
}

async function call(client: BedrockRuntimeClient, modelId: string, question: Question, messages: Message[]) {
  const { name, description, schema } = question.tool;
  const command = new ConverseCommand({
    modelId,
    system: [{ text: question.system }],
    messages,
    inferenceConfig: { temperature: 0, maxTokens: question.maxTokens },
    toolConfig: {
      tools: [{ toolSpec: { name, description, inputSchema: { json: JSON.parse(JSON.stringify(schema)) } } }],
      toolChoice: { tool: { name } },
    },
  });
  try {
    const { output, stopReason, usage } = await client.send(command);
    return { output, stopReason, usage };
  } catch (cause) {
    throw callFailed(modelId, cause instanceof Error ? cause.name : 'an unknown error', cause);
  }
}

/** Schema errors first; ranges only where the schema holds. */
function problemsOf<Schema extends TSchema>(question: Question<Schema>, reply: Reply): readonly string[] {
  const { name, schema } = question.tool;
  if (reply.kind === 'text') return [`answer with the tool ${name}, not with text`];
  if (!Check(schema, reply.input)) {
    return Errors(schema, reply.input).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  }
  return question.problems?.(reply.input) ?? [];
}

function assistantTurn(response: unknown): Message {
  const { content } = (response as { output: { message: Message } }).output.message;
  return { role: 'assistant', content };
}

function repairTurn(reply: Reply, problems: readonly string[]): Message {
  const text = `The answer is not valid:\n${problems.join('\n')}\nCorrect exactly this and answer again.`;
  const content: Message['content'] =
    reply.kind === 'tool'
      ? [{ toolResult: { toolUseId: reply.toolUseId, status: 'error', content: [{ text }] } }]
      : [{ text }];
  return { role: 'user', content };
}

function addUsage(a: Usage, b: Usage): Usage {
  return { inputTokens: sum(a.inputTokens, b.inputTokens), outputTokens: sum(a.outputTokens, b.outputTokens) };
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
