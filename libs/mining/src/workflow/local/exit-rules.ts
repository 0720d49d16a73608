import type { ExitRule, JobPolicy } from '../job-policy.ts';

/** How an attempt at a job ended, in the terms of AWS Batch. */
export interface AttemptEnd {
  readonly exitCode?: number;
  /** Why the container ended, where there is more to say than its status. */
  readonly reason?: string;
  readonly statusReason: string;
  readonly timedOut: boolean;
}

/**
 * Whether Batch tries a job again. A timed-out attempt never is; else the first rule all of whose conditions match
 * decides, and where none does it is tried again, as long as attempts are left.
 *
 * Source: AWS Batch User Guide, "Job retries" (automated job retries) and "Job timeouts".
 *
 * @param attempt - the attempt that ended, from 1
 */
export function isTriedAgain(policy: JobPolicy, attempt: number, end: AttemptEnd): boolean {
  if (end.timedOut || attempt >= policy.attempts) return false;
  return policy.evaluateOnExit.find((rule) => matches(rule, end))?.action !== 'EXIT';
}

function matches(rule: ExitRule, { exitCode, reason, statusReason }: AttemptEnd): boolean {
  return (
    fits(rule.onExitCode, exitCode === undefined ? '' : String(exitCode)) &&
    fits(rule.onReason, reason ?? '') &&
    fits(rule.onStatusReason, statusReason)
  );
}

/** A pattern may end with a star; one that is not given fits everything. */
function fits(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith('*')
    ? text.toLowerCase().startsWith(pattern.slice(0, -1).toLowerCase())
    : text.toLowerCase() === pattern.toLowerCase();
}
