/** What Batch does with an attempt that ended, as its `evaluateOnExit`: the first rule that matches decides. */
export interface ExitRule {
  readonly onExitCode?: string;
  readonly onReason?: string;
  readonly onStatusReason?: string;
  readonly action: 'RETRY' | 'EXIT';
}

/** How the attempts at a job follow one another. */
export interface JobPolicy {
  /** Attempts at most. */
  readonly attempts: number;
  /** Seconds after which an attempt is ended; it is then not tried again. */
  readonly attemptSeconds: number;
  readonly evaluateOnExit: readonly ExitRule[];
}

/**
 * The mining job's: an attempt that lost its Spot capacity or failed inside is tried again; exit status 2 is final: a wrong
 * request, or one that the data cannot answer.
 */
export const jobPolicy: JobPolicy = {
  attempts: 5,
  attemptSeconds: 4 * 3600,
  evaluateOnExit: [
    { onExitCode: '2', action: 'EXIT' },
    { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
    { onReason: '*', action: 'RETRY' },
  ],
};
