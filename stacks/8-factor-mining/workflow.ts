import { EndedRuns } from './ended-runs.ts';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js';
import { grantTracing, alarm, allow, LogGroup, PlatformStack, ServiceRole, type DataBucket } from '@fm/constructs';
import { endedDefinition, workflowDefinition } from '@fm/mining/workflow';
import { Construct } from 'constructs';
import type { ComputeQueue } from './compute-queue.ts';
import type { MiningJob } from './mining-job.ts';

export interface WorkflowProps {
  readonly queue: ComputeQueue;
  readonly job: MiningJob;
  readonly runs: DataBucket;
  readonly alarmTopicArn: string;
}

/** The state machine that runs the workflow definition of `libs/mining` as it is. */
export class Workflow extends Construct {
  readonly #machine: SfnStateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const role = new ServiceRole(this, 'role', {
      purpose: 'mining-workflow',
      service: 'states.amazonaws.com',
      trustCondition: { StringEquals: { 'aws:SourceAccount': stack.accountId } },
    });
    this.#grantJobs(role, props);
    props.runs.grantRead(role, 'runs/');
    props.runs.grantWrite(role, 'runs/');
    role.add(allow(['sns:Publish'], [props.alarmTopicArn]));
    // Step Functions takes log groups of this name without a resource policy that could grow too long.
    const logs = new LogGroup(this, 'logs', `/aws/vendedlogs/states/${stack.nameOf('mining')}`);
    grantLogDelivery(role);
    const { settings } = stack;
    const targets = {
      jobQueueArn: props.queue.arn,
      jobDefinitionArn: props.job.arn,
      bucket: props.runs.bucket.bucket,
      failureTopicArn: props.alarmTopicArn,
      resources: { test: { vcpu: settings.miningTestVcpu, memoryMib: settings.miningTestMemoryMib } },
    };
    const machineOf = (name: string, purpose: string, definition: object) =>
      new SfnStateMachine(this, name, {
        name: stack.nameOf(purpose),
        roleArn: role.arn,
        definition: JSON.stringify(definition),
        loggingConfiguration: { level: 'ALL', includeExecutionData: true, logDestination: `${logs.arn}:*` },
        ...(settings.tracing ? { tracingConfiguration: { enabled: true } } : {}),
        dependsOn: role.grants,
      });
    if (settings.tracing) grantTracing(role);
    this.#machine = machineOf('machine', 'mining', workflowDefinition(targets));
    const recorder = machineOf('recorder', 'mining-ended', endedDefinition(targets));
    new EndedRuns(this, 'ended', { machineArn: this.arn, recorderArn: recorder.arn });
    for (const [metricName, purpose, description] of runAlarms) {
      alarm(this, purpose, {
        purpose: `mining-${purpose}`,
        description,
        namespace: 'AWS/States',
        metricName,
        dimensions: { StateMachineArn: this.arn },
        topicArn: props.alarmTopicArn,
      });
    }
    alarm(this, 'unended', {
      purpose: 'mining-unended',
      description: 'The record of a stopped mining run could not be ended. Its execution says why; start it again.',
      namespace: 'AWS/States',
      metricName: 'ExecutionsFailed',
      dimensions: { StateMachineArn: recorder.arn },
      topicArn: props.alarmTopicArn,
    });
  }

  get arn(): string {
    return this.#machine.arn;
  }

  /** Lets a role start runs. */
  grantStart(role: ServiceRole): void {
    role.add(allow(['states:StartExecution'], [this.arn]));
  }

  #grantJobs(role: ServiceRole, { queue, job }: WorkflowProps): void {
    const { accountId, settings } = PlatformStack.containing(this);
    const region = settings.region;
    role.add(allow(['batch:SubmitJob'], [queue.arn, `${job.arnPrefix}:*`]));
    role.add(allow(['batch:TerminateJob'], [`arn:aws:batch:${region}:${accountId}:job/*`]));
    role.add(allow(['batch:DescribeJobs'], ['*']));
    role.add(
      allow(
        ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        [`arn:aws:events:${region}:${accountId}:rule/StepFunctionsGetEventsForBatchJobsRule`],
      ),
    );
  }
}

/** How an execution can end badly, each with what to do. */
const runAlarms = [
  [
    'ExecutionsFailed',
    'failed',
    'A mining run failed. Its execution says in which state and why; run it again to finish it.',
  ],
  [
    'ExecutionsTimedOut',
    'timed-out',
    'A mining run took longer than 24 days and was ended; run it again to finish it.',
  ],
  ['ExecutionsAborted', 'aborted', 'Somebody stopped a mining run; run it again to finish it.'],
] as const;

/** Log delivery is an account-wide service of CloudWatch: its calls have no resource-level form. */
function grantLogDelivery(role: ServiceRole): void {
  role.add(
    allow(
      [
        'logs:CreateLogDelivery',
        'logs:GetLogDelivery',
        'logs:UpdateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:DescribeResourcePolicies',
        'logs:DescribeLogGroups',
      ],
      ['*'],
    ),
  );
}
