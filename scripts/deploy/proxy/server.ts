import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Answer, Call, Revise } from './answer.ts';
import { answersOf } from './answers.ts';

/** A running proxy in front of moto_server. */
export interface Proxy {
  readonly url: string;
  /** What the proxy answered itself, with how often; everything else went through unchanged. */
  answered(): ReadonlyMap<string, number>;
  /** Calls that moto_server did not know or failed at, also when tried again; a trial that works has none. */
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
  const refused = new Map<string, string>();
  const answers = answersOf(upstream);
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch((error: unknown) => {
      // A client that went away, or an answer that broke off: there is nobody to say it to, and a head goes only once.
      if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy();
      else outgoing.writeHead(502).end(String(error));
    });
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
    const answer = await forward(upstream, call, outgoing, revise);
    const name = nameOf(call);
    // Another try sends the same bytes.
    const identity = `${name} ${call.body.toString('base64')}`;
    if (isRefusal(answer)) refused.set(identity, `${answer.statusCode ?? 502} ${name}`);
    else refused.delete(identity);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answered: () => counts,
    refused: () => new Set(refused.values()),
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

/** The operation that a call asks for, else its address. */
function nameOf({ method, headers, body, rawUrl }: Call): string {
  const action = /(?:^|&)Action=(\w+)/.exec(body.toString('latin1', 0, 2000))?.[1];
  return `${method} ${String(headers['x-amz-target'] ?? action ?? rawUrl)}`;
}

/** A fault, or a path that no service of moto_server has; "no such thing" of a service carries the id of its request. */
function isRefusal({ statusCode = 502, headers }: IncomingMessage): boolean {
  const isFromService = 'x-amzn-requestid' in headers || 'x-amz-request-id' in headers;
  return statusCode >= 500 || (statusCode === 404 && !isFromService);
}

/** Hands a call on and answers with what comes back, revised if it is a success; resolves to what came back. */
function forward(upstream: string, call: Call, outgoing: ServerResponse, revise?: Revise): Promise<IncomingMessage> {
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
      handOn().then(() => resolve(answer), reject);
    });
    // Nobody waits any more: what comes back is not needed either.
    outgoing.once('close', () => onward.destroy());
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
