import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, S3Event, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { functionLogger, type Logger } from './function-logger.ts';
import { readEvent, type ScheduledEvent, type StartedFunction } from './function-events.ts';
import { logged } from './logged.ts';
import { objectsOf, type ObjectEvent } from './object-events.ts';

/**
 * Handler of a function that is notified of new objects, by S3 itself or through SQS. Through SQS every message fails by itself
 * (`batchItemFailures`); a direct notification that fails is thrown. What happens to an object must be the same however
 * often it is notified of.
 *
 * @param service - name of the function in its log
 * @param handle - what to do with one object; a thrown error brings the delivery again
 */
export function objectHandler(
  service: string,
  handle: (object: ObjectEvent, logger: Logger) => Promise<void>,
): (event: S3Event | SQSEvent, context: Context) => Promise<SQSBatchResponse | undefined> {
  const logger = functionLogger(service);
  const deliver = async (notification: unknown, correlationId: string) => {
    const log = logger.createChild();
    log.setCorrelationId(correlationId);
    await logged(log, async () => {
      for (const object of objectsOf(notification)) {
        log.info('object', { bucket: object.bucket, key: object.key });
        await handle(object, log);
      }
    });
  };
  return async (event, context) => {
    logger.addContext(context);
    if (!isQueue(event)) {
      await deliver(event, context.awsRequestId);
      return undefined;
    }
    const processor = new BatchProcessor(EventType.SQS);
    const one = ({ body, messageId }: SQSRecord) => deliver(body, messageId);
    return processPartialResponse(event, one, processor, { context });
  };
}

/**
 * Handler of a function that a schedule starts. An error is thrown, so that the schedule tries again; an event that the
 * function does not know is refused before anything is done.
 *
 * @param service - name of the function, which decides the fields of its event
 * @param handle - the work, for the moment the schedule meant
 */
export function scheduledHandler<Event extends object, Result>(
  service: StartedFunction,
  handle: (event: Event, scheduledFor: Date, logger: Logger) => Promise<Result>,
): (event: Event, context: Context) => Promise<Result> {
  const logger = functionLogger(service);
  return async (event, context) => {
    logger.addContext(context);
    const log = logger.createChild();
    log.setCorrelationId(context.awsRequestId);
    return logged(log, () => {
      const read = readEvent<Event & ScheduledEvent>(service, event);
      const scheduledFor = read.scheduledTime === undefined ? new Date() : new Date(read.scheduledTime);
      return handle(read, scheduledFor, log);
    });
  };
}

function isQueue(event: S3Event | SQSEvent): event is SQSEvent {
  return event.Records?.some((record) => 'eventSource' in record && record.eventSource === 'aws:sqs') ?? false;
}
