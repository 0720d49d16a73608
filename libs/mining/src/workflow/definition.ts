import { batchState, type BatchState } from './batch-state.ts';
import { machineSeconds } from './stage-timeouts.ts';
import { transientErrors, type AnyState, type StateMachine, type WorkflowTargets } from './states.ts';

const minute = 60;
const hour = 3600;

/** Key of an object of this execution: `runs/<execution>/<file>`. */
function keyOf(file: string): string {
  return `States.Format('runs/{}/${file}', $$.Execution.Name)`;
}

/** Where a state goes when it has failed for good. */
const onFailure = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Explain' }];

/** Whether a schedule started the execution: then the day is checked before, and reported after. */
const scheduled = { Variable: '$.scheduledTime', IsPresent: true };

/** If the reason cannot be determined, that of the failed state remains. */
const unexplained = [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'RecordFailure' }];

/**
 * The mining workflow in the Amazon States Language: validate, plan, panels, compute, test, summarise, publish. An
 * execution that a schedule started checks before whether the day's data are in, mines only then, and notifies of what changed since the
 * report of an earlier day, or of what is missing.
 *
 * The request, the plan and every result travel as objects under `runs/<execution>/`; between the states only counts
 * do, so that no payload grows with the run. A state that fails for good leads to a job that finds out why and records
 * it with the run (Batch itself only says that a container ended), a recorded outcome, a notification and an execution
 * that ends FAILED; an explanation or a notification that fails does not change that.
 *
 * The plan is read from `runs/<execution>/plan-size.json`, {@link PlanSize}; it also says how long its stages may take. An
 * execution that is stopped, or times out as a whole, runs no state any more: {@link endedDefinition} ends its record.
 */
export function workflowDefinition(targets: WorkflowTargets): StateMachine {
  return {
    Comment: 'Mines factors: validate, plan, panels, compute, test, summarise, publish',
    StartAt: 'StoreRequest',
    TimeoutSeconds: machineSeconds,
    States: {
      StoreRequest: putObject(targets, 'request.json', { 'Body.$': '$' }, 'IsScheduled', onFailure),
      IsScheduled: { Type: 'Choice', Choices: [{ ...scheduled, Next: 'Check' }], Default: 'Validate' },
      Check: step(targets, 'check', 30 * minute, 'ReadCheck'),
      ReadCheck: readObject(targets, 'check-outcome.json', { resultPath: '$.check', next: 'DayIsIn' }),
      DayIsIn: {
        Type: 'Choice',
        Choices: [{ Variable: '$.check.body.mine', BooleanEquals: true, Next: 'Validate' }],
        Default: 'RecordNotMined',
      },
      RecordNotMined: putObject(targets, 'outcome.json', { Body: { outcome: 'NOT_MINED' } }, 'Report', onFailure),
      Validate: step(targets, 'validate', 15 * minute, 'Plan'),
      Plan: step(targets, 'plan', 30 * minute, 'ReadPlan'),
      ReadPlan: readObject(targets, 'plan-size.json', { resultPath: '$.plan', field: 'size', next: 'Panels' }),
      Panels: batchState(targets, { command: 'panels', stage: 'panels', next: 'Compute', catchers: onFailure }),
      Compute: batchState(targets, { command: 'compute', stage: 'compute', next: 'Test', catchers: onFailure }),
      Test: batchState(targets, { command: 'test', stage: 'test', next: 'Summarise', catchers: onFailure }),
      Summarise: step(targets, 'summarise', 2 * hour, 'Publish'),
      Publish: step(targets, 'publish', hour, 'RecordSuccess'),
      RecordSuccess: putObject(targets, 'outcome.json', { Body: { outcome: 'SUCCEEDED' } }, 'WasScheduled', onFailure),
      WasScheduled: { Type: 'Choice', Choices: [{ ...scheduled, Next: 'Report' }], Default: 'Mined' },
      Report: step(targets, 'report', 30 * minute, 'ReadReport'),
      ReadReport: readObject(targets, 'report.json', { resultPath: '$.report', next: 'NotifyOfDay' }),
      NotifyOfDay: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sns:publish',
        Parameters: {
          TopicArn: targets.failureTopicArn,
          'Subject.$': '$.report.body.subject',
          'Message.$': '$.report.body.text',
        },
        ResultPath: null,
        TimeoutSeconds: minute,
        Retry: [transientErrors],
        Catch: onFailure,
        Next: 'Mined',
      },
      Mined: { Type: 'Succeed' },
      Explain: batchState(targets, {
        command: 'explain',
        timeoutSeconds: 15 * minute,
        next: 'ReadExplanation',
        catchers: unexplained,
      }),
      ReadExplanation: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
        Parameters: { Bucket: targets.bucket, 'Key.$': keyOf('failure.txt') },
        ResultSelector: { 'text.$': '$.Body' },
        ResultPath: '$.explanation',
        TimeoutSeconds: minute,
        Retry: [transientErrors],
        Catch: unexplained,
        Next: 'Explained',
      },
      Explained: {
        Type: 'Pass',
        Parameters: { 'Error.$': '$.failure.Error', 'Cause.$': '$.explanation.text' },
        ResultPath: '$.failure',
        Next: 'RecordFailure',
      },
      RecordFailure: putObject(
        targets,
        'outcome.json',
        { Body: { outcome: 'FAILED', 'error.$': '$.failure.Error', 'cause.$': '$.failure.Cause' } },
        'Notify',
        [{ ErrorEquals: ['States.ALL'], ResultPath: '$.unrecorded', Next: 'Notify' }],
      ),
      Notify: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sns:publish',
        Parameters: {
          TopicArn: targets.failureTopicArn,
          Subject: 'A mining run failed',
          'Message.$': `States.Format('Execution {} failed with {}: {}', $$.Execution.Id, $.failure.Error, $.failure.Cause)`,
        },
        ResultPath: null,
        TimeoutSeconds: minute,
        Retry: [transientErrors],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Failed' }],
        Next: 'Failed',
      },
      Failed: { Type: 'Fail', ErrorPath: '$.failure.Error', CausePath: '$.failure.Cause' },
    },
  };
}

/** A state that runs one job of the mining job with a command. */
function step(targets: WorkflowTargets, command: string, timeoutSeconds: number, next: string): BatchState {
  return batchState(targets, { command, timeoutSeconds, next, catchers: onFailure });
}

/** A state that reads a JSON object of this execution. */
function readObject(
  targets: WorkflowTargets,
  file: string,
  { resultPath, field = 'body', next }: { resultPath: string; field?: string; next: string },
): AnyState {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
    Parameters: { Bucket: targets.bucket, 'Key.$': keyOf(file) },
    ResultSelector: { [`${field}.$`]: 'States.StringToJson($.Body)' },
    ResultPath: resultPath,
    TimeoutSeconds: minute,
    Retry: [transientErrors],
    Catch: onFailure,
    Next: next,
  };
}

function putObject(
  targets: WorkflowTargets,
  file: string,
  body: Readonly<Record<string, unknown>>,
  next: string,
  catchers: readonly unknown[],
): AnyState {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:s3:putObject',
    Parameters: { Bucket: targets.bucket, 'Key.$': keyOf(file), ContentType: 'application/json', ...body },
    ResultPath: null,
    TimeoutSeconds: minute,
    Retry: [transientErrors],
    Catch: catchers,
    Next: next,
  };
}
