/** Names of errors that no state can catch or retry (Amazon States Language, "Errors"). */
const terminal = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** A failure of a task, by the name that `Retry` and `Catch` of its state know it by. */
export class TaskError extends Error {
  /** Read by the interpreter. */
  readonly isRetryable: boolean;
  readonly isCatchable: boolean;

  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
    this.isRetryable = this.isCatchable = !terminal.has(name);
  }
}
