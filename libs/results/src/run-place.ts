/** Which run the rows belong to. */
export interface RunPlace {
  readonly runId: string;
  readonly version: bigint;
}
