import { batchState } from './batch-state.ts';
import { transientErrors, type StateMachine, type WorkflowTargets } from './states.ts';

const minute = 60;

/** Failures here are reported by the alarm on this machine. */
const onward = (next: string) => [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: next }];

/**
 * Ends the record of an execution of the mining workflow that was stopped or timed out as a whole, which no state of its
 * own can do: the job that explains failures closes the run's attempts and its record, and the topic is notified.
 *
 * Its input is the event "Step Functions Execution Status Change" of EventBridge.
 */
export function endedDefinition(targets: WorkflowTargets): StateMachine {
  return {
    Comment: 'Ends the record of a mining run that was stopped or timed out',
    StartAt: 'Explain',
    TimeoutSeconds: 60 * minute,
    States: {
      Explain: batchState(targets, {
        command: 'explain',
        execution: '$.detail.name',
        timeoutSeconds: 30 * minute,
        next: 'RecordOutcome',
        catchers: onward('RecordOutcome'),
      }),
      RecordOutcome: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:s3:putObject',
        Parameters: {
          Bucket: targets.bucket,
          'Key.$': "States.Format('runs/{}/outcome.json', $.detail.name)",
          ContentType: 'application/json',
          Body: { 'outcome.$': '$.detail.status' },
        },
        ResultPath: null,
        TimeoutSeconds: minute,
        Retry: [transientErrors],
        Catch: onward('Notify'),
        Next: 'Notify',
      },
      Notify: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sns:publish',
        Parameters: {
          TopicArn: targets.failureTopicArn,
          Subject: 'A mining run was ended',
          'Message.$': "States.Format('Execution {} ended as {}', $.detail.executionArn, $.detail.status)",
        },
        ResultPath: null,
        TimeoutSeconds: minute,
        Retry: [transientErrors],
        Catch: onward('Ended'),
        Next: 'Ended',
      },
      Ended: { Type: 'Succeed' },
    },
  };
}
