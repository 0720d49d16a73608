import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Context, S3Event, SQSEvent } from 'aws-lambda';

export { startQueueServer, type QueueServer } from './queue-server.ts';
export { captureOutput } from './capture-output.ts';

/** What Lambda tells a function about itself; for tests. */
export const testContext = { awsRequestId: 'request-1', functionName: 'test' } as Context;

/** The notification S3 sends for new objects. */
export function notificationOf(bucket: string, ...keys: readonly string[]): S3Event {
  const records = keys.map((key) => ({
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    eventTime: '2024-05-01T12:00:00.000Z',
    s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key).replaceAll('%2F', '/') } },
  }));
  return { Records: records } as unknown as S3Event;
}

/** Messages of a queue that carry notifications. */
export function queueOf(...notifications: readonly S3Event[]): SQSEvent {
  const records = notifications.map((notification, at) => ({
    eventSource: 'aws:sqs',
    messageId: `message-${at}`,
    body: JSON.stringify(notification),
  }));
  return { Records: records } as unknown as SQSEvent;
}

/** A local stand-in for Secrets Manager. */
export interface SecretServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts a server that knows the secrets by ARN, and points the SDK of this process at it. */
export async function startSecretServer(secrets: Readonly<Record<string, string | undefined>>): Promise<SecretServer> {
  const server = createServer(async (request, response) => {
    const { SecretId } = (await json(request)) as { SecretId: string };
    const SecretString = secrets[SecretId];
    const body = SecretString === undefined ? { __type: 'ResourceNotFoundException' } : { ARN: SecretId, SecretString };
    response.writeHead(SecretString === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: origin,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  return {
    origin,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
