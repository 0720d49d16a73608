import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { allow, LogGroup, ServiceRole, type PlatformStack } from '@fm/constructs';

/** Records the accepted and refused connections of the VPC. */
export function flowLogs(stack: PlatformStack, vpc: Vpc): void {
  const role = new ServiceRole(stack, 'flow-logs-role', {
    purpose: 'flow-logs',
    service: 'vpc-flow-logs.amazonaws.com',
    trustCondition: { StringEquals: { 'aws:SourceAccount': stack.accountId } },
  });
  const logs = new LogGroup(stack, 'flow-logs', `/vpc/${stack.nameOf('flow-logs')}`);
  logs.grantWrite(role);
  // Flow logs look their group up by listing before they write: "IAM role for publishing flow logs", AWS documentation.
  role.add(allow(['logs:DescribeLogStreams'], [`${logs.arn}:*`]));
  role.add(allow(['logs:DescribeLogGroups'], ['*']));
  new FlowLog(stack, 'flow-log', {
    vpcId: vpc.id,
    trafficType: 'ALL',
    logDestinationType: 'cloud-watch-logs',
    logDestination: logs.arn,
    iamRoleArn: role.arn,
    dependsOn: role.grants,
  });
}
