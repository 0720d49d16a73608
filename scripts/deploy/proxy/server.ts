import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { answersOf, type Answer, type Call, type Revise } from './answers.ts';

/** A running proxy in front of moto_server. */
export interface Proxy {
  readonly url: string;
  /** What the proxy answered itself, with how often; everything else went through unchanged. */
  answered(): ReadonlyMap<string, number>;
  /** Calls that moto_server answered with a server fault or did not know; a trial that works has none. */
  refused(): ReadonlySet<string>;
  close(): Promise<void>;
}

/**
 * Starts the proxy on a free loopback port. A call that moto_server lacks is answered here; every other one is handed
 * through byte for byte.
 *
 * @param upstream - address of moto_server, e.g. `http://127.0.0.1:5000`
 */
export async function startProxy(upstream: string): Promise<Proxy> {
  const counts = new Map<string, number>();
  const refused = new Set<string>();
  const answers = answersOf(upstream);
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
  });

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const call = await readCall(incoming);
    const answer = answers.find(({ matches }) => matches(call));
    if (answer === undefined) return pass(call, outgoing);
    counts.set(answer.name, (counts.get(answer.name) ?? 0) + 1);
    await reply(answer, call, outgoing);
  }

  async function reply(answer: Answer, call: Call, outgoing: ServerResponse): Promise<void> {
    const result = await answer.respond(call);
    if ('forward' in result) return pass(result.forward, outgoing, result.revise);
    const body = Buffer.from(result.body);
    outgoing.writeHead(result.status, { 'content-type': result.type, 'content-length': body.length }).end(body);
  }

  async function pass(call: Call, outgoing: ServerResponse, revise?: Revise): Promise<void> {
    const status = await forward(upstream, call, outgoing, revise);
    const target = call.headers['x-amz-target'];
    if (status >= 500 || (status === 404 && (target !== undefined || call.url.pathname.startsWith('/20')))) {
      refused.add(`${status} ${call.method} ${String(target ?? call.url.pathname)}`);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answered: () => counts,
    refused: () => refused,
    close: () => closeServer(server),
  };
}

async function readCall(incoming: IncomingMessage): Promise<Call> {
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://127.0.0.1'),
    rawUrl: incoming.url ?? '/',
    headers: incoming.headers,
    body: await bytesOf(incoming),
  };
}

/** Hands a call on and answers with what comes back, revised if it is a success; resolves to its status. */
function forward(upstream: string, call: Call, outgoing: ServerResponse, revise?: Revise): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { ...call.headers, 'content-length': String(call.body.length) };
    delete headers['transfer-encoding'];
    const onward = httpRequest(upstream + call.rawUrl, { method: call.method, headers }, (answer) => {
      const status = answer.statusCode ?? 502;
      const handOn = async () => {
        if (revise === undefined || status >= 300) {
          outgoing.writeHead(status, answer.headers);
          return pipeline(answer, outgoing);
        }
        const body = Buffer.from(revise(String(await bytesOf(answer))));
        const headers = { ...answer.headers, 'content-length': String(body.length) };
        delete headers['transfer-encoding'];
        outgoing.writeHead(status, headers).end(body);
      };
      handOn().then(() => resolve(status), reject);
    });
    onward.on('error', reject).end(call.body);
  });
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
