import { answerCutOff, answerEmpty, answerGuarded, answerMalformed } from './errors.ts';

/** What a Converse response holds: the input of the forced tool, or text where the tool was asked for. */
export type Reply =
  | { readonly kind: 'tool'; readonly toolUseId: string; readonly input: unknown }
  | { readonly kind: 'text'; readonly text: string };

/** Tokens of a call as the service counts them; null if it does not report them. */
export interface Usage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

type Fields = Record<string, unknown>;

const cutOff = new Set(['max_tokens', 'model_context_window_exceeded']);
const guarded = new Set(['guardrail_intervened', 'content_filtered']);

/**
 * Reads a Converse response. Pure; for any bytes, it returns an answer or throws one of the named errors.
 *
 * @param response - body of the response, parsed from JSON or as the SDK returns it
 * @param toolName - tool the model was forced to use
 * @throws BEDROCK_CUT_OFF, BEDROCK_GUARDRAIL, BEDROCK_MALFORMED, BEDROCK_EMPTY
 */
export function readReply(response: unknown, toolName: string, modelId: string): Reply {
  const { stopReason, output } = fieldsOf(response);
  if (typeof stopReason !== 'string') throw answerMalformed(modelId, 'it has no stop reason');
  if (cutOff.has(stopReason)) throw answerCutOff(modelId, stopReason);
  if (guarded.has(stopReason)) throw answerGuarded(modelId, stopReason);
  const { content } = fieldsOf(fieldsOf(output)['message']);
  const blocks = Array.isArray(content) ? content.map(fieldsOf) : [];
  if (stopReason === 'tool_use') return toolReply(blocks, toolName, modelId);
  if (stopReason === 'end_turn' || stopReason === 'stop_sequence') return textReply(blocks, modelId);
  throw answerMalformed(modelId, `it stopped with ${JSON.stringify(stopReason.slice(0, 60))}`);
}

/** Token counts of a Converse response; a count that is not a whole number >= 0 is null. */
export function readUsage(response: unknown): Usage {
  const { inputTokens, outputTokens } = fieldsOf(fieldsOf(response)['usage']);
  return { inputTokens: countOf(inputTokens), outputTokens: countOf(outputTokens) };
}

function toolReply(blocks: readonly Fields[], toolName: string, modelId: string): Reply {
  const uses = blocks.filter((block) => block['toolUse'] !== undefined).map((block) => fieldsOf(block['toolUse']));
  const [use] = uses;
  if (use === undefined || uses.length > 1)
    throw answerMalformed(modelId, `it uses ${uses.length} tools instead of one`);
  const { name, toolUseId, input } = use;
  if (name !== toolName) throw answerMalformed(modelId, `it uses a tool other than ${toolName}`);
  if (typeof toolUseId !== 'string') throw answerMalformed(modelId, 'its tool use has no id');
  return { kind: 'tool', toolUseId, input };
}

function textReply(blocks: readonly Fields[], modelId: string): Reply {
  if (blocks.some((block) => block['toolUse'] !== undefined)) {
    throw answerMalformed(modelId, 'it ended its turn in the middle of a tool use');
  }
  const text = blocks
    .map((block) => block['text'])
    .filter((part): part is string => typeof part === 'string')
    .join('')
    .trim();
  if (text === '') throw answerEmpty(modelId);
  return { kind: 'text', text };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
