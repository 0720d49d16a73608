import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Context, S3Event, SQSEvent } from 'aws-lambda';
import { FmError } from '../errors.ts';
import { objectHandler, objectsOf, scheduledHandler, type ObjectEvent } from './index.ts';

const context = { awsRequestId: 'request-1', functionName: 'f' } as Context;

function notification(...keys: string[]): S3Event {
  const record = (key: string) => ({
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    eventTime: '2024-05-01T12:00:00.000Z',
    s3: { bucket: { name: 'raw' }, object: { key } },
  });
  return { Records: keys.map(record) } as unknown as S3Event;
}

function queue(...bodies: string[]): SQSEvent {
  const records = bodies.map((body, at) => ({ eventSource: 'aws:sqs', messageId: `m${at}`, body }));
  return { Records: records } as unknown as SQSEvent;
}

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('objectHandler', () => {
  const seen: string[] = [];
  const handler = objectHandler('test', async ({ key }: ObjectEvent) => {
    seen.push(key);
    if (key.startsWith('bad'))
      throw new FmError('TEST_BAD', { what: 'bad', remedy: 'None.', cause: new Error('PLANTED') });
  });
  beforeEach(() => void (seen.length = 0));

  test('a direct notification and one through SQS are the same objects, with decoded keys', async () => {
    await handler(notification('a+b%2Bc.json'), context);
    await handler(queue(JSON.stringify(notification('a+b%2Bc.json'))), context);
    expect(seen).toEqual(['a b+c.json', 'a b+c.json']);
  });

  test('a batch reports the messages that failed and no others', async () => {
    const bodies = ['good1', 'bad1', 'good2'].map((key) => JSON.stringify(notification(key)));
    const { batchItemFailures } = (await handler(queue(...bodies, 'no json'), context))!;
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted()).toEqual(['m1', 'm3']);
    expect(seen.toSorted()).toEqual(['bad1', 'good1', 'good2']);
  });

  test('a batch of which everything failed is thrown, and so is a direct notification that failed', async () => {
    await expect(handler(queue(JSON.stringify(notification('bad'))), context)).rejects.toThrow();
    await expect(handler(notification('bad'), context)).rejects.toThrow('TEST_BAD');
  });

  test('every line is JSON with the correlation id of its message, and no cause that may quote a request', async () => {
    await handler(queue(...['good', 'bad'].map((key) => JSON.stringify(notification(key)))), context);
    const parsed = lines.map((line) => JSON.parse(line));
    expect(new Set(parsed.map((line) => line.correlation_id))).toEqual(new Set(['m0', 'm1']));
    expect(parsed.find((line) => line.level === 'ERROR')).toMatchObject({ correlation_id: 'm1', code: 'TEST_BAD' });
    expect(lines.join('')).not.toContain('PLANTED');
  });

  test('what is thrown to the runtime, which prints all of it, carries no cause either', async () => {
    for (const event of [notification('bad'), queue(JSON.stringify(notification('bad')))]) {
      const thrown: unknown = await handler(event, context).catch((error: unknown) => error);
      expect(inspect(thrown, { depth: null, showHidden: true })).toContain('TEST_BAD');
      expect(inspect(thrown, { depth: null, showHidden: true })).not.toContain('PLANTED');
    }
  });

  test('the test message of a new notification is not an object', () => {
    expect(objectsOf('{"Service":"Amazon S3","Event":"s3:TestEvent"}')).toEqual([]);
  });

  test('an event that is none of these is refused', async () => {
    await expect(handler({} as S3Event, context)).rejects.toThrow('EVENT_UNKNOWN');
  });
});

describe('scheduledHandler', () => {
  const handler = scheduledHandler('market-data-collect', async (event: { since?: string }, at) => {
    if (event.since === '1999-01-01') throw new Error('down');
    return at.toISOString();
  });

  test('works for the moment the schedule meant, and throws what fails', async () => {
    expect(await handler({ scheduledTime: '2024-05-01T20:00:00Z' } as object, context)).toBe(
      '2024-05-01T20:00:00.000Z',
    );
    await expect(handler({ since: '1999-01-01' }, context)).rejects.toThrow('down');
  });

  test.each([
    ['a field that the function does not know', { day: '2024-05-01' }, 'the field "day" is unknown'],
    ['a field that every object has', { toString: 'x' }, 'the field "toString" is unknown'],
    ['a moment without a date', { scheduledTime: 'today' }, 'scheduledTime "today" is not a moment'],
    ['a day that is a moment', { since: '2024-05-01T20:00:00Z' }, 'is not a day'],
    ['no object', ['2024-05-01'], 'it is not an object'],
  ])('refuses %s', async (_what, event: object, fault) => {
    await expect(handler(event, context)).rejects.toMatchObject({
      code: 'EVENT_REFUSED',
      what: expect.stringContaining(fault),
      remedy: 'Use only the fields scheduledTime, since.',
    });
  });
});
