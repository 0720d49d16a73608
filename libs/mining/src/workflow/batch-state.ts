import { transientErrors, type AnyState, type WorkflowTargets } from './states.ts';

export interface BatchStateOptions {
  /** First argument of the mining job. */
  readonly command: string;
  /** @default what the plan says of the stage of `array` */
  readonly timeoutSeconds?: number;
  readonly next: string;
  readonly catchers: readonly unknown[];
  /** Stage whose jobs are run, as many and for as long as the plan says. @default one job */
  readonly stage?: 'panels' | 'compute' | 'test';
  /** Intrinsic function or path that names the execution whose folder the job works on. @default this execution */
  readonly execution?: string;
}

/** A state that submits one Batch job, or an array of them, and waits for its end. */
export interface BatchState extends AnyState {
  readonly Type: 'Task';
  readonly Resource: 'arn:aws:states:::batch:submitJob.sync';
}

/** Makes a {@link BatchState}; the job finds everything else under `FM_RUN_FOLDER`. */
export function batchState(targets: WorkflowTargets, options: BatchStateOptions): BatchState {
  const { stage, execution = '$$.Execution.Name' } = options;
  const requirements = stage === undefined || stage === 'panels' ? undefined : targets.resources?.[stage];
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::batch:submitJob.sync',
    Parameters: {
      'JobName.$': `States.Format('${options.command}-{}', ${execution})`,
      JobQueue: targets.jobQueueArn,
      JobDefinition: targets.jobDefinitionArn,
      ...(stage === undefined
        ? {}
        : {
            ArrayProperties: { 'Size.$': `$.plan.size.${stage}Jobs` },
            Timeout: { 'AttemptDurationSeconds.$': `$.plan.size.${stage}AttemptSeconds` },
          }),
      ContainerOverrides: {
        Command: [options.command],
        ...(requirements === undefined
          ? {}
          : {
              ResourceRequirements: [
                { Type: 'VCPU', Value: requirements.vcpu },
                { Type: 'MEMORY', Value: String(requirements.memoryMib) },
              ],
            }),
        Environment: [
          { Name: 'FM_RUN_FOLDER', 'Value.$': `States.Format('s3://${targets.bucket}/runs/{}', ${execution})` },
          { Name: 'FM_PANEL_FOLDER', Value: `s3://${targets.bucket}/panels` },
          { Name: 'FM_REPORT_FOLDER', Value: `s3://${targets.bucket}/reports` },
        ],
      },
    },
    ResultPath: null,
    ...(stage === undefined
      ? { TimeoutSeconds: options.timeoutSeconds }
      : { TimeoutSecondsPath: `$.plan.size.${stage}Seconds` }),
    Retry: [transientErrors],
    Catch: options.catchers,
    Next: options.next,
  };
}
