import type { S3Event, S3EventRecord } from 'aws-lambda';
import { FmError } from '../errors.ts';

/** A new object that a function is notified of. */
export interface ObjectEvent {
  readonly bucket: string;
  /** Key as it is stored; notifications carry it encoded like a form. */
  readonly key: string;
  /** When the object was stored. */
  readonly storedAt: Date;
}

/**
 * Objects named by an S3 notification. The message by which S3 tests a new configuration names none.
 *
 * @param notification - body of a queue message, or the event of a direct notification
 * @throws EVENT_UNKNOWN when it is not a notification
 */
export function objectsOf(notification: unknown): ObjectEvent[] {
  const event = (typeof notification === 'string' ? jsonOf(notification) : notification) as Partial<S3Event> & {
    readonly Event?: string;
  };
  if (event?.Event === 's3:TestEvent') return [];
  if (!Array.isArray(event?.Records)) throw unknownEvent();
  return event.Records.filter((record) => record.eventName.startsWith('ObjectCreated')).map(objectOf);
}

function objectOf({ eventSource, eventTime, s3 }: S3EventRecord): ObjectEvent {
  const storedAt = new Date(eventTime);
  if (eventSource !== 'aws:s3' || Number.isNaN(storedAt.getTime())) throw unknownEvent();
  return { bucket: s3.bucket.name, key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')), storedAt };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unknownEvent();
  }
}

function unknownEvent(): FmError {
  return new FmError('EVENT_UNKNOWN', {
    what: 'the event is not a notification of new objects',
    remedy: 'Connect the function to notifications of S3, directly or through SQS.',
  });
}
