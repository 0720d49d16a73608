import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js';
import { alarm, allow, LogGroup, PlatformStack, ServiceRole, type DataBucket } from '@fm/constructs';
import { workflowDefinition } from '@fm/mining/workflow';
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
    this.#machine = new SfnStateMachine(this, 'machine', {
      name: stack.nameOf('mining'),
      roleArn: role.arn,
      definition: JSON.stringify(
        workflowDefinition({
          jobQueueArn: props.queue.arn,
          jobDefinitionArn: props.job.arn,
          bucket: props.runs.bucket.bucket,
          failureTopicArn: props.alarmTopicArn,
        }),
      ),
      loggingConfiguration: { level: 'ALL', includeExecutionData: true, logDestination: `${logs.arn}:*` },
      dependsOn: role.grants,
    });
    alarm(this, 'failed', {
      purpose: 'mining-failed',
      description:
        'A mining run failed or timed out. Its execution says in which state and why; run it again to finish it.',
      namespace: 'AWS/States',
      metricName: 'ExecutionsFailed',
      dimensions: { StateMachineArn: this.arn },
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
