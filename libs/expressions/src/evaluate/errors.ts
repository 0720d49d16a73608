/** Codes of {@link EvaluationError}. */
export type EvaluationFault =
  'EVALUATION_OPERATOR' | 'EVALUATION_MEMORY' | 'EVALUATION_PANEL' | 'EVALUATION_SESSIONS' | 'EVALUATION_THREAD';

/** Formulas that cannot be evaluated as asked: what is wrong, and what to do. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly code: EvaluationFault;
  readonly what: string;
  readonly where = undefined;
  readonly remedy: string;
  readonly kind: 'usage' | 'failure';

  constructor(code: EvaluationFault, what: string, remedy: string, kind: 'usage' | 'failure' = 'usage') {
    super(`${code}: ${what}. ${remedy}`);
    this.code = code;
    this.what = what;
    this.remedy = remedy;
    this.kind = kind;
  }
}

export function unknownKernel(operator: string): EvaluationError {
  return new EvaluationError(
    'EVALUATION_OPERATOR',
    `the engine has no kernel for the operator ${operator}`,
    'Take the formula from the parser of this version.',
  );
}

const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;

export function budgetTooSmall(needed: number, budget: number): EvaluationError {
  return new EvaluationError(
    'EVALUATION_MEMORY',
    `the formulas need ${mebibytes(needed)} at once, and the budget is ${mebibytes(budget)}`,
    'Evaluate fewer formulas together, receive the values in blocks of sessions, or raise memoryBytes.',
  );
}

export function panelOfOtherShape(key: string, length: number, days: number, stocks: number): EvaluationError {
  return new EvaluationError(
    'EVALUATION_PANEL',
    `the panel ${key} has ${length} cells, not those of ${days} sessions x ${stocks} stocks`,
    'Give every panel the shape of the others.',
  );
}

export function noSuchSessions(from: number, to: number, days: number): EvaluationError {
  return new EvaluationError(
    'EVALUATION_SESSIONS',
    `sessions ${from} to ${to} were asked for, and the panels have ${days}`,
    'Give whole numbers with 0 <= from <= to <= sessions.',
  );
}

export function threadFailed(message: string): EvaluationError {
  return new EvaluationError(
    'EVALUATION_THREAD',
    `a thread failed: ${message}`,
    'Evaluate with one thread to see where.',
    'failure',
  );
}
