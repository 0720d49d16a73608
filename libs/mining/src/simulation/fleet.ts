/** Where and how the jobs of an array run; times in seconds. */
export interface Fleet {
  /** Jobs that fit into the vCPU quotas of Fargate Spot and of Fargate. Spot is filled first. */
  readonly spotJobs: number;
  readonly onDemandJobs: number;
  /** From the start of a task to its program's first line: network interface, image. */
  readonly startSeconds: number;
  /** Tasks that may be started per second. */
  readonly startsPerSecond: number;
  /** Interruptions per hour of a Spot task. */
  readonly interruptionsPerHour: number;
  /** Share of the attempts that are slow, and the largest slowdown: Pareto with exponent 1.5, cut off there. */
  readonly stragglers: number;
  readonly slowestTimes: number;
  /** Attempts at a job, and seconds after which one is ended for good. */
  readonly attempts: number;
  readonly attemptSeconds: number;
  readonly seed: number;
}

/** The outcome of the jobs of an array. */
export interface ArrayOutcome {
  /** From submission to the end of the last job. */
  readonly wallSeconds: number;
  /** Seconds that tasks were running, on each kind of capacity. */
  readonly spotSeconds: number;
  readonly onDemandSeconds: number;
  readonly attempts: number;
  readonly interruptions: number;
  /** How often each slice was finished and recorded: 1 for every slice of a run that succeeded. */
  readonly done: Uint8Array;
  /** Slices that were computed, with those lost in the middle. */
  readonly begun: number;
  /** Jobs that ran out of attempts or time. */
  readonly failedJobs: readonly number[];
}
