import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping/index.js';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';
import { deadLetterQueue, Queue } from './queue.ts';

/** Executions of a collecting function that ask its provider at the same time: the minimum that SQS allows. */
const callers = 2;

/** The same with the one that a schedule starts, which only asks for stocks. */
export const collectorsAtOnce = callers + 1;

/** Stocks of one call. */
const batchSize = 10;

export interface StockQueueProps {
  /** Last part of the queue's name. */
  readonly purpose: string;
  /** Timeout of the function that is to be fed. */
  readonly timeoutSeconds: number;
  readonly alarmTopicArn: string;
}

/**
 * A message for each stock that is to be collected, so that no execution has to collect all. The function that a schedule
 * starts sends them, and the same function takes them, some at a time; after five failures a message goes to the
 * dead-letter queue.
 */
export class StockQueue extends Construct {
  readonly #queue: Queue;

  constructor(scope: Construct, id: string, { purpose, timeoutSeconds, alarmTopicArn }: StockQueueProps) {
    super(scope, id);
    const deadLetters = deadLetterQueue(this, 'dead-letters', `${purpose}-dead-letters`, alarmTopicArn);
    // AWS asks for six times the timeout of the function.
    this.#queue = new Queue(this, 'queue', { purpose, visibilitySeconds: 6 * timeoutSeconds, deadLetters });
  }

  /** Variables by which the function finds the queue and keeps to its share of the provider's rate. */
  get environment(): Record<string, string> {
    return { FM_SYMBOL_QUEUE_URL: this.#queue.queue.url, FM_CALLERS: String(callers) };
  }

  /** Has the function send to the queue and take from it. */
  feed(collect: NodeFunction): void {
    this.#queue.grantSend(collect.role);
    this.#queue.grantConsume(collect.role);
    new LambdaEventSourceMapping(this, 'mapping', {
      eventSourceArn: this.#queue.arn,
      functionName: collect.arn,
      batchSize,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: callers },
      dependsOn: collect.role.grants,
    });
  }
}
