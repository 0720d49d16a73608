import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy/index.js';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue/index.js';
import { Construct } from 'constructs';
import { alarm } from './alarm.ts';
import { PlatformStack } from './platform-stack.ts';
import type { ServiceRole } from './service-role.ts';
import { allow, policyDocument, type Statement } from './statement.ts';

export interface QueueProps {
  /** Last part of the queue's name. */
  readonly purpose: string;
  /** How long a received message stays hidden. @default 30 */
  readonly visibilitySeconds?: number;
  /** Where a message goes after `maxReceives` failures. @default nowhere */
  readonly deadLetters?: Queue;
  /** @default 5 */
  readonly maxReceives?: number;
  /** More statements of the queue's policy. @default none */
  readonly statements?: (queueArn: string) => readonly Statement[];
}

/** An encrypted queue that answers only over TLS and keeps messages for fourteen days. */
export class Queue extends Construct {
  readonly queue: SqsQueue;
  readonly policy: SqsQueuePolicy;

  constructor(scope: Construct, id: string, props: QueueProps) {
    super(scope, id);
    this.queue = new SqsQueue(this, 'queue', {
      name: PlatformStack.containing(this).nameOf(props.purpose),
      messageRetentionSeconds: 14 * 24 * 3600,
      sqsManagedSseEnabled: true,
      visibilityTimeoutSeconds: props.visibilitySeconds ?? 30,
      ...(props.deadLetters === undefined
        ? {}
        : {
            redrivePolicy: JSON.stringify({
              deadLetterTargetArn: props.deadLetters.arn,
              maxReceiveCount: props.maxReceives ?? 5,
            }),
          }),
    });
    this.policy = new SqsQueuePolicy(this, 'policy', {
      queueUrl: this.queue.url,
      policy: policyDocument([
        {
          Sid: 'DenyWithoutTls',
          Effect: 'Deny',
          Principal: '*',
          Action: ['sqs:*'],
          Resource: [this.arn],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        ...(props.statements?.(this.arn) ?? []),
      ]),
    });
  }

  get arn(): string {
    return this.queue.arn;
  }

  /** Lets a role send messages. */
  grantSend(role: ServiceRole): void {
    role.add(allow(['sqs:SendMessage'], [this.arn]));
  }

  /** Lets a role take messages off the queue. */
  grantConsume(role: ServiceRole): void {
    role.add(allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.arn]));
  }
}

/** A queue for what failed for good; an alarm sounds as soon as it holds one message. */
export function deadLetterQueue(scope: Construct, id: string, purpose: string, alarmTopicArn: string): Queue {
  const queue = new Queue(scope, id, { purpose });
  alarm(queue, 'not-empty', {
    purpose: `${purpose}-not-empty`,
    description: `A delivery failed for good. Read the message in the queue, repair the cause, and replay it.`,
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    statistic: 'Maximum',
    dimensions: { QueueName: queue.queue.name },
    topicArn: alarmTopicArn,
  });
  return queue;
}
