import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { allow, PlatformStack, ServiceRole } from '@fm/constructs';
import { Construct } from 'constructs';

export interface EndedRunsProps {
  /** Machine whose executions are watched. */
  readonly machineArn: string;
  /** Machine that ends their records. */
  readonly recorderArn: string;
}

/** Hands every execution that was stopped or timed out as a whole to the machine that ends its record. */
export class EndedRuns extends Construct {
  constructor(scope: Construct, id: string, { machineArn, recorderArn }: EndedRunsProps) {
    super(scope, id);
    const stack = PlatformStack.containing(this);
    const role = new ServiceRole(this, 'role', {
      purpose: 'mining-ended',
      service: 'events.amazonaws.com',
      trustCondition: { StringEquals: { 'aws:SourceAccount': stack.accountId } },
    });
    role.add(allow(['states:StartExecution'], [recorderArn]));
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: stack.nameOf('mining-ended'),
      description: 'Mining runs that were stopped or timed out',
      eventPattern: JSON.stringify({
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [machineArn], status: ['ABORTED', 'TIMED_OUT'] },
      }),
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      arn: recorderArn,
      roleArn: role.arn,
      dependsOn: role.grants,
    });
  }
}
