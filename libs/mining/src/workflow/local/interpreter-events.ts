/** What the interpreter reports about an execution, as far as it is read here; its package does not export the type. */
export interface EventLog {
  readonly type: string;
  readonly state?: { readonly name: string; readonly input?: unknown; readonly output?: unknown };
  readonly Error: string | undefined;
  readonly Cause?: unknown;
}
