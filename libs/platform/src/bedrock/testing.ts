import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { createBedrockClient } from './client.ts';

/** Status and JSON body of one response of the service. */
export interface RecordedReply {
  readonly status: number;
  readonly body: unknown;
}

/** A request as the service would see it. */
export interface ConverseRequest {
  readonly path: string;
  readonly system: { text: string }[];
  readonly messages: { role: string; content: Record<string, unknown>[] }[];
  readonly inferenceConfig: { temperature: number; maxTokens: number };
  readonly toolConfig: { tools: unknown[]; toolChoice: unknown };
}

/** A local server in place of Amazon Bedrock, with the real client pointed at it. */
export interface ConverseServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly client: BedrockRuntimeClient;
  /** Everything asked so far, in order of arrival. */
  readonly requests: ConverseRequest[];
  close(): Promise<void>;
}

/**
 * Starts a server that answers every Converse call with what `reply` says; for tests, on the loopback interface only.
 *
 * @param reply - the response to a request; recorded exchanges or made-up ones
 */
export async function startConverseServer(reply: (request: ConverseRequest) => RecordedReply): Promise<ConverseServer> {
  const requests: ConverseRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const request = { path: incoming.url, ...((await json(incoming)) as object) } as ConverseRequest;
    requests.push(request);
    const { status, body } = reply(request);
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createBedrockClient({
    region: 'us-east-1',
    endpoint: origin,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    origin,
    client,
    requests,
    close: () => {
      client.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A well-formed response in which the model uses the tool once. */
export function toolUse(name: string, input: unknown): RecordedReply {
  const content = [{ toolUse: { toolUseId: 'tooluse_1', name, input } }];
  return {
    status: 200,
    body: {
      output: { message: { role: 'assistant', content } },
      stopReason: 'tool_use',
      usage: { inputTokens: 100, outputTokens: 10, totalTokens: 110 },
    },
  };
}
