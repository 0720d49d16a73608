import type { RunRequest } from '@fm/results';
import type { WorkflowInput } from '@fm/mining';
import type { Warehouse } from '@fm/warehouse';

/** A run as the page asks for it: the input of the workflow, and the request that it was read as. */
export interface StartOrder {
  readonly runId: string;
  readonly input: WorkflowInput;
  readonly request: RunRequest;
  /** Slices to work on at once. @default as many as pay off */
  readonly jobs?: number;
}

/** What was started. */
export interface Started {
  /** Where it runs: a process of this machine, or an execution of the state machine. */
  readonly kind: 'process' | 'execution';
  /** Process id, or ARN of the execution. */
  readonly id: string;
}

/** How what was started ended. */
export interface StartEnd {
  /** `status 1`, `signal SIGKILL`, or the state of the execution. */
  readonly how: string;
  /** The last lines that it wrote about itself; empty where it wrote nothing. */
  readonly said: string;
}

/** Starts runs; the work is that of `fm mine`, wherever it is done. */
export interface RunStarter {
  /** Whether an order may name {@link StartOrder.jobs}; a state machine has its own limit. */
  readonly takesJobs: boolean;
  /** @throws RUN_UNDER_WAY if it takes no second run at the same time */
  start(order: StartOrder): Promise<Started>;
  /** The end of a run that was started here; undefined while it runs, and for a run that was not started here. */
  endOf(runId: string): Promise<StartEnd | undefined>;
}

/** Who may start runs. */
export interface StartPermission {
  readonly starter: RunStarter;
  /** E-mail addresses of the login that may; without a login, everyone who can reach the loopback address. */
  readonly starters?: readonly string[];
  /**
   * Works with a warehouse to which names, notes, pins and marks of runs can be written. @default nobody may write them
   */
  readonly write?: WriteAccess;
  /** Cluster whose tables a deletion reaches. @default one server, or the embedded engine */
  readonly cluster?: string | undefined;
}

/** Hands a warehouse that may be written to. */
export type WriteAccess = <Result>(work: (warehouse: Warehouse) => Promise<Result>) => Promise<Result>;
