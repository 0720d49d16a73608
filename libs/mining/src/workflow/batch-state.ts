import { transientErrors, type AnyState, type WorkflowTargets } from './states.ts';

export interface BatchStateOptions {
  /** First argument of the mining job. */
  readonly command: string;
  readonly timeoutSeconds: number;
  readonly next: string;
  readonly catchers: readonly unknown[];
  /** Path to the number of array jobs. @default one job without an array */
  readonly arraySizePath?: string;
}

/** A state that submits one Batch job, or an array of them, and waits for its end. */
export interface BatchState extends AnyState {
  readonly Type: 'Task';
  readonly Resource: 'arn:aws:states:::batch:submitJob.sync';
}

/** Makes a {@link BatchState}; the job finds everything else under `FM_RUN_FOLDER`. */
export function batchState(targets: WorkflowTargets, options: BatchStateOptions): BatchState {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::batch:submitJob.sync',
    Parameters: {
      'JobName.$': `States.Format('${options.command}-{}', $$.Execution.Name)`,
      JobQueue: targets.jobQueueArn,
      JobDefinition: targets.jobDefinitionArn,
      ...(options.arraySizePath === undefined ? {} : { ArrayProperties: { 'Size.$': options.arraySizePath } }),
      ContainerOverrides: {
        Command: [options.command],
        Environment: [
          { Name: 'FM_RUN_FOLDER', 'Value.$': `States.Format('s3://${targets.bucket}/runs/{}', $$.Execution.Name)` },
        ],
      },
    },
    ResultPath: null,
    TimeoutSeconds: options.timeoutSeconds,
    Retry: [transientErrors],
    Catch: options.catchers,
    Next: options.next,
  };
}
