import { FmError } from '../errors.ts';

/** An answer that was paid for and cannot be used, with the responses as they came. */
export class UnusableAnswer extends FmError {
  /** One response, or two when the first had to be repaired. */
  readonly raw: readonly unknown[];

  constructor({ code, what, where, remedy }: FmError, raw: readonly unknown[]) {
    super(code, { what, remedy, ...(where === undefined ? {} : { where }) });
    this.raw = raw;
  }
}

const askAgain = 'Run it again later; if it persists, choose another model.';

/** The output limit cut the answer off; half an answer is not an answer. */
export const answerCutOff = (modelId: string, reason: string) =>
  new FmError('BEDROCK_CUT_OFF', {
    what: `the model stopped with ${reason} before the answer was complete`,
    where: modelId,
    remedy: 'Raise the output limit or give the model smaller sections.',
  });

export const answerGuarded = (modelId: string, reason: string) =>
  new FmError('BEDROCK_GUARDRAIL', {
    what: `a guardrail or content filter stopped the answer (${reason})`,
    where: modelId,
    remedy: 'Read the document by hand, or adapt the guardrail.',
  });

export const answerMalformed = (modelId: string, detail: string) =>
  new FmError('BEDROCK_MALFORMED', {
    what: `the model's answer is malformed: ${detail}`,
    where: modelId,
    remedy: askAgain,
  });

export const answerEmpty = (modelId: string) =>
  new FmError('BEDROCK_EMPTY', {
    what: 'the model ended its turn without an answer',
    where: modelId,
    remedy: askAgain,
  });

/** The answer and its one repair both broke the schema or a numeric range. */
export const answerInvalid = (modelId: string, problems: readonly string[]) =>
  new FmError('BEDROCK_INVALID', {
    what: `the answer broke its schema, and so did the repaired one: ${problems.join('; ')}`,
    where: modelId,
    remedy: askAgain,
  });

/** The service refused the call or could not be reached; `name` is the AWS error name. */
export const callFailed = (modelId: string, name: string, cause: unknown) =>
  new FmError('BEDROCK_CALL_FAILED', {
    what: `the call failed with ${name}`,
    where: modelId,
    remedy:
      'Check that the model is enabled in the region and that the role may invoke it; throttling resolves by itself.',
    cause,
  });
