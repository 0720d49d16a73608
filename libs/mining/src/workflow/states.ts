/** What the workflow needs of the cloud it runs in. */
export interface WorkflowTargets {
  readonly jobQueueArn: string;
  readonly jobDefinitionArn: string;
  /**
   * Bucket that holds requests, plans and outcomes under `runs/`, what runs compute from under `panels/` until they are
   * published, and the reports of days under `reports/`.
   */
  readonly bucket: string;
  /** Topic that is notified of failed runs and of the events of a day. */
  readonly failureTopicArn: string;
  /** Size of the jobs of a stage. @default that of the job definition */
  readonly resources?: Readonly<Partial<Record<'compute' | 'test', JobResources>>>;
}

/** A job's share of a machine. */
export interface JobResources {
  readonly vcpu: string;
  readonly memoryMib: number;
}

/**
 * What the plan step writes to `runs/<execution>/plan-size.json`. Each count is between 2 and 10,000, the limits of
 * AWS Batch for an array job; an index after the last slice has nothing to do.
 */
export interface PlanSize {
  readonly runId: string;
  readonly panelsJobs: number;
  readonly computeJobs: number;
  readonly testJobs: number;
  /** Seconds after which a stage is given up, and after which one attempt at one of its jobs is. */
  readonly panelsSeconds: number;
  readonly panelsAttemptSeconds: number;
  readonly computeSeconds: number;
  readonly computeAttemptSeconds: number;
  readonly testSeconds: number;
  readonly testAttemptSeconds: number;
}

/** One state in the Amazon States Language. */
export interface AnyState {
  readonly Type: 'Task' | 'Pass' | 'Choice' | 'Succeed' | 'Fail';
  readonly Resource?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry?: readonly unknown[];
  readonly Catch?: readonly unknown[];
  readonly Next?: string;
  readonly [field: string]: unknown;
}

/** A state machine in the Amazon States Language. */
export interface StateMachine {
  readonly Comment: string;
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, AnyState>>;
}

/** Faults of AWS itself; a fault of the job is retried by Batch, which knows why it ended. */
export const transientErrors = {
  ErrorEquals: ['Batch.ServerException', 'S3.SdkClientException', 'S3.S3Exception', 'SNS.SdkClientException'],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxAttempts: 4,
  MaxDelaySeconds: 120,
  JitterStrategy: 'FULL',
} as const;
