import { grantTracing } from './tracing.ts';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js';
import { Construct } from 'constructs';
import { alarm } from './alarm.ts';
import { LogGroup } from './log-group.ts';
import { PlatformStack } from './platform-stack.ts';
import { deadLetterQueue } from './queue.ts';
import { ServiceRole } from './service-role.ts';
import { allow, deny } from './statement.ts';

/** The place of a resource in the VPC. */
export interface Placement {
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
}

export interface NodeFunctionProps {
  /** Last part of the function's name. */
  readonly purpose: string;
  /** The zip with `handler.mjs` at its top. */
  readonly artifact: { readonly bucket: string; readonly key: string };
  readonly environment: Readonly<Record<string, string>>;
  /** @default 512 */
  readonly memoryMib?: number;
  /** @default 300 */
  readonly timeoutSeconds?: number;
  /** Executions at once at most, where the setting `reserveConcurrency` allows it. @default any number */
  readonly atOnce?: number;
  /** Whether a schedule or an event starts it, whose last failure goes to a dead-letter queue of its own. @default false */
  readonly startedByEvents?: boolean;
  /** Only for a function that reaches the warehouse. @default outside the VPC */
  readonly placement?: Placement;
  /** Configuration that refuses unsigned code; empty for none. */
  readonly codeSigningConfigArn: string;
  readonly alarmTopicArn: string;
}

/**
 * A Node.js 22 function on arm64 with its own role, log group and error alarm, and a dead-letter queue where its starts can be
 * lost: those by a queue go back to it, and a caller that waits gets the failure.
 */
export class NodeFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: ServiceRole;
  readonly timeoutSeconds: number;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const { settings } = PlatformStack.containing(this);
    const functionName = PlatformStack.containing(this).nameOf(props.purpose);
    this.timeoutSeconds = props.timeoutSeconds ?? 300;
    this.role = new ServiceRole(this, 'role', { purpose: props.purpose, service: 'lambda.amazonaws.com' });
    const logs = new LogGroup(this, 'logs', `/aws/lambda/${functionName}`);
    logs.grantWrite(this.role);
    const deadLetters =
      props.startedByEvents === true
        ? deadLetterQueue(this, 'dead-letters', `${props.purpose}-dead-letters`, props.alarmTopicArn)
        : undefined;
    deadLetters?.grantSend(this.role);
    if (settings.tracing) grantTracing(this.role);
    if (props.placement !== undefined) grantNetworkInterfaces(this.role, functionName);
    this.function = new LambdaFunction(this, 'function', {
      functionName,
      role: this.role.arn,
      runtime: 'nodejs22.x',
      architectures: ['arm64'],
      handler: 'handler.handler',
      s3Bucket: props.artifact.bucket,
      s3Key: props.artifact.key,
      memorySize: props.memoryMib ?? 512,
      timeout: this.timeoutSeconds,
      ...(props.atOnce !== undefined && settings.reserveConcurrency
        ? { reservedConcurrentExecutions: props.atOnce }
        : {}),
      ...(settings.tracing ? { tracingConfig: { mode: 'Active' } } : {}),
      environment: { variables: { ...props.environment } },
      loggingConfig: { logFormat: 'JSON', logGroup: logs.name },
      ...(deadLetters === undefined ? {} : { deadLetterConfig: { targetArn: deadLetters.arn } }),
      ...(props.placement === undefined ? {} : { vpcConfig: props.placement }),
      ...(props.codeSigningConfigArn === '' ? {} : { codeSigningConfigArn: props.codeSigningConfigArn }),
      dependsOn: this.role.grants,
    });
    alarm(this, 'errors', {
      purpose: `${props.purpose}-errors`,
      description: `${props.purpose} failed. Its log group says why; deliveries that failed for good are in a dead-letter queue.`,
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: { FunctionName: functionName },
      topicArn: props.alarmTopicArn,
    });
  }

  get arn(): string {
    return this.function.arn;
  }

  /** Lets a role invoke the function. */
  grantInvoke(role: ServiceRole): void {
    role.add(allow(['lambda:InvokeFunction'], [this.arn]));
  }
}

const interfaceActions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/**
 * What Lambda itself does in the name of the function, whose network interfaces have no names before they exist; the
 * code of the function may do none of it.
 *
 * Source: "Giving Lambda functions access to resources in an Amazon VPC", AWS documentation.
 */
function grantNetworkInterfaces(role: ServiceRole, functionName: string): void {
  const { accountId, settings } = PlatformStack.containing(role);
  const own = `arn:aws:lambda:${settings.region}:${accountId}:function:${functionName}`;
  role.add(allow(interfaceActions, ['*']));
  role.add(deny(interfaceActions, ['*'], { ArnEquals: { 'lambda:SourceFunctionArn': own } }));
}
