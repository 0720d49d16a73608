import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { FmError } from '../errors.ts';

/** Messages that SQS takes at once. */
const most = 10;
/** Calls under way at once. */
const calls = 8;

/**
 * Sends messages to a queue; a repeated call sends them again.
 *
 * @param url - of the queue
 * @throws QUEUE_FAILED when SQS did not take one of them
 */
export async function sendAll(url: string, bodies: readonly string[]): Promise<void> {
  const client = new SQSClient({ maxAttempts: 5 });
  const parts = Array.from({ length: Math.ceil(bodies.length / most) }, (_, at) =>
    bodies.slice(at * most, (at + 1) * most),
  );
  const left = parts.values();
  const worker = async (): Promise<void> => {
    for (const part of left) await send(client, url, part);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(calls, parts.length) }, worker));
  } finally {
    client.destroy();
  }
}

async function send(client: SQSClient, url: string, bodies: readonly string[]): Promise<void> {
  const Entries = bodies.map((MessageBody, at) => ({ Id: String(at), MessageBody }));
  let refused: string | undefined;
  try {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    refused = Failed[0]?.Code;
  } catch (thrown) {
    refused = thrown instanceof Error ? thrown.name : 'unknown error';
  }
  if (refused === undefined) return;
  throw new FmError('QUEUE_FAILED', {
    what: `the queue did not take every message: ${refused}`,
    where: url,
    remedy: 'Check that the role may send to it, and start it again: a message that is delivered twice does no harm.',
  });
}
