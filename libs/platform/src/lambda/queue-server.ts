import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { SQSEvent } from 'aws-lambda';

/** A local stand-in for a queue of SQS. */
export interface QueueServer {
  /** Address of the queue. */
  readonly url: string;
  /** Bodies that were sent, in their order. */
  readonly bodies: string[];
  /** Takes what was sent off the queue, as Lambda hands it to a function, so many messages at a time. */
  deliveries(size: number): SQSEvent[];
  close(): Promise<void>;
}

interface Batch {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

/** Starts a queue that takes batches as SQS does, at most ten messages each, and points the SDK of this process at it. */
export async function startQueueServer(): Promise<QueueServer> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const { Entries } = (await json(request)) as Batch;
    const taken = Entries.length <= 10;
    if (taken) bodies.push(...Entries.map(({ MessageBody }) => MessageBody));
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      ...{ Id, MessageId: Id },
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    const answer = taken ? { Successful } : { __type: 'TooManyEntriesInBatchRequest' };
    response.writeHead(taken ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: origin,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: process.env['AWS_ACCESS_KEY_ID'] ?? 'local',
    AWS_SECRET_ACCESS_KEY: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'local',
  });
  return {
    url: `${origin}/000000000000/symbols`,
    bodies,
    deliveries: (size) => {
      const sent = bodies.splice(0).map((body, at) => ({ eventSource: 'aws:sqs', messageId: `message-${at}`, body }));
      return Array.from({ length: Math.ceil(sent.length / size) }, (_, at) => ({
        Records: sent.slice(at * size, (at + 1) * size),
      })) as unknown as SQSEvent[];
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
