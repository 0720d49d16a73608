import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification/index.js';
import { Construct } from 'constructs';
import type { DataBucket } from './data-bucket.ts';
import type { NodeFunction } from './node-function.ts';
import { PlatformStack } from './platform-stack.ts';
import { deadLetterQueue, Queue } from './queue.ts';

export interface ObjectFeedProps {
  /** Last part of the queue's name. */
  readonly purpose: string;
  readonly bucket: DataBucket;
  readonly consumer: NodeFunction;
  /** Only objects whose key begins so. @default every object */
  readonly prefix?: string;
  /** Only objects whose key ends so. @default every object */
  readonly suffix?: string;
  /** Objects per call. @default 10 */
  readonly batchSize?: number;
  /** Calls at once. @default 5 */
  readonly maxConcurrency?: number;
  readonly alarmTopicArn: string;
}

/**
 * Every new object becomes a message, every message a call of the consumer, at least once. A call names the messages
 * it could not handle (`batchItemFailures`); after five failures a message goes to the dead-letter queue.
 */
export class ObjectFeed extends Construct {
  constructor(scope: Construct, id: string, props: ObjectFeedProps) {
    super(scope, id);
    const { accountId } = PlatformStack.containing(this);
    const deadLetters = deadLetterQueue(this, 'dead-letters', `${props.purpose}-dead-letters`, props.alarmTopicArn);
    const bucketArn = props.bucket.bucket.arn;
    const queue = new Queue(this, 'queue', {
      purpose: props.purpose,
      // AWS asks for six times the timeout of the function.
      visibilitySeconds: 6 * props.consumer.timeoutSeconds,
      deadLetters,
      statements: (queueArn) => [
        {
          Sid: 'BucketSends',
          Effect: 'Allow',
          Principal: { Service: 's3.amazonaws.com' },
          Action: ['sqs:SendMessage'],
          Resource: [queueArn],
          Condition: { ArnEquals: { 'aws:SourceArn': bucketArn }, StringEquals: { 'aws:SourceAccount': accountId } },
        },
      ],
    });
    queue.grantConsume(props.consumer.role);
    props.bucket.grantRead(props.consumer.role, props.prefix);
    new S3BucketNotification(this, 'notification', {
      bucket: props.bucket.bucket.id,
      queue: [
        {
          queueArn: queue.arn,
          events: ['s3:ObjectCreated:*'],
          ...(props.prefix === undefined ? {} : { filterPrefix: props.prefix }),
          ...(props.suffix === undefined ? {} : { filterSuffix: props.suffix }),
        },
      ],
      dependsOn: [queue.policy],
    });
    new LambdaEventSourceMapping(this, 'mapping', {
      eventSourceArn: queue.arn,
      functionName: props.consumer.arn,
      batchSize: props.batchSize ?? 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: props.maxConcurrency ?? 5 },
      dependsOn: props.consumer.role.grants,
    });
  }
}
