/** Where the rows of a run belong. */
export interface RunPlace {
  readonly runId: string;
  readonly version: bigint;
}
