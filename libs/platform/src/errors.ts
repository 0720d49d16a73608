/** What an {@link FmError} says: what happened, where, and what to do about it. */
export interface FmErrorDetails {
  /** What happened, as one sentence without a full stop. */
  readonly what: string;
  /** File, line, table, address or setting that has the fault. */
  readonly where?: string;
  /** What the reader can do, as an imperative sentence. */
  readonly remedy: string;
  /** `usage` for a usage error (exit status 2), `failure` otherwise (exit status 1). @default 'failure' */
  readonly kind?: 'usage' | 'failure';
  /** Whether trying the same again cannot help, because nothing changes by itself. @default only for `usage` */
  readonly final?: boolean;
  /** The error underneath. */
  readonly cause?: unknown;
}

/**
 * The one error class of the project. Libraries make instances through named factories in their own `errors.ts`,
 * so that every code is written once.
 */
export class FmError extends Error {
  override readonly name = 'FmError';
  readonly code: string;
  readonly what: string;
  readonly where: string | undefined;
  readonly remedy: string;
  readonly kind: 'usage' | 'failure';
  readonly final: boolean;

  constructor(code: string, details: FmErrorDetails) {
    const place = details.where === undefined ? '' : ` (${details.where})`;
    super(`${code}: ${details.what}${place}. ${details.remedy}`, { cause: details.cause });
    this.code = code;
    this.what = details.what;
    this.where = details.where;
    this.remedy = details.remedy;
    this.kind = details.kind ?? 'failure';
    this.final = details.final ?? this.kind === 'usage';
  }
}

/** Text of anything that was thrown, without a stack. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
