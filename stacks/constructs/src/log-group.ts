import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { Construct } from 'constructs';
import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow } from './statement.ts';

/** A log group with the retention of the settings. */
export class LogGroup extends Construct {
  readonly group: CloudwatchLogGroup;

  /** @param name - whole name of the group, e.g. `/aws/lambda/<function>` */
  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    const { logRetentionDays } = PlatformStack.containing(this).settings;
    this.group = new CloudwatchLogGroup(this, 'group', { name, retentionInDays: logRetentionDays });
  }

  get name(): string {
    return this.group.name;
  }

  get arn(): string {
    return this.group.arn;
  }

  /** Lets a role write into this group, and into no other. */
  grantWrite(role: ServiceRole): void {
    role.add(allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [`${this.arn}:*`]));
  }
}
