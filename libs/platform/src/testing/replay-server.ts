import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A recorded response. */
export interface Recorded {
  /** @default 200 */
  readonly status?: number;
  /** @default `application/json` */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Ways to misbehave instead of answering. */
export type Misbehaviour =
  | { readonly kind: 'forbidden-html' }
  | { readonly kind: 'throttled'; readonly retryAfter: string }
  | { readonly kind: 'server-fault' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'wrong-content-type' }
  | { readonly kind: 'redirect-loop' }
  | { readonly kind: 'endless-body' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'closed-connection' };

/** A request the server saw. */
export interface SeenRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A provider on a loopback port that replays recorded responses and misbehaves on demand. */
export interface ReplayServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  /** Answers `path` (with query, or without to match any query) from now on; a function answers by request. */
  record(path: string, response: Recorded | ((request: SeenRequest) => Recorded)): void;
  /** The next `times` requests of `path` (or of any path, `*`) misbehave. @default once */
  misbehave(path: string, how: Misbehaviour, times?: number): void;
  close(): Promise<void>;
}

/** Starts a replay server; close it when the test ends. */
export async function startReplayServer(): Promise<ReplayServer> {
  const recorded = new Map<string, Recorded | ((request: SeenRequest) => Recorded)>();
  const faults: { path: string; how: Misbehaviour; left: number }[] = [];
  const requests: SeenRequest[] = [];
  const timers = new Set<NodeJS.Timeout>();

  const server = createServer((request, response) => {
    readAll(request).then(
      (body) => {
        const path = request.url ?? '/';
        const seen = { method: request.method ?? 'GET', path, headers: request.headers, body };
        requests.push(seen);
        const bare = path.split('?')[0] ?? path;
        const fault = faults.find((one) => one.left > 0 && ['*', path, bare].includes(one.path));
        const found = recorded.get(path) ?? recorded.get(bare);
        const answer = typeof found === 'function' ? found(seen) : found;
        if (fault !== undefined) {
          fault.left -= 1;
          misbehaviours[fault.how.kind](response, fault.how, path, answer, timers);
        } else if (answer === undefined) {
          response.writeHead(404, { 'content-type': 'text/html' }).end('<html>not found</html>');
        } else {
          replay(response, answer);
        }
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    record: (path, response) => void recorded.set(path, response),
    misbehave: (path, how, times = 1) => void faults.push({ path, how, left: times }),
    close: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearInterval(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Misbehave = (
  response: ServerResponse,
  how: Misbehaviour,
  path: string,
  answer: Recorded | undefined,
  timers: Set<NodeJS.Timeout>,
) => void;

const html = '<html><body>Your Request Originates from an Undeclared Automated Tool</body></html>';

const misbehaviours: Readonly<Record<Misbehaviour['kind'], Misbehave>> = {
  'forbidden-html': (response) => response.writeHead(403, { 'content-type': 'text/html' }).end(html),
  throttled: (response, how) => {
    const retryAfter = how.kind === 'throttled' ? how.retryAfter : '1';
    response.writeHead(429, { 'content-type': 'text/html', 'retry-after': retryAfter }).end(html);
  },
  'server-fault': (response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('fault'),
  truncated: (response, _how, _path, answer) => {
    const body = Buffer.from(answer?.body ?? '{"cut":"here"}');
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  },
  'wrong-content-type': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html),
  'redirect-loop': (response, _how, path) => {
    const bare = path.split('?')[0] ?? path;
    const next = path.includes('loop=1') ? bare : `${bare}?loop=1`;
    response.writeHead(302, { location: next }).end();
  },
  'endless-body': (response, _how, _path, _answer, timers) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('[');
    const timer = setInterval(() => response.write('0,'), 5);
    timers.add(timer);
    response.on('close', () => {
      clearInterval(timer);
      timers.delete(timer);
    });
  },
  silent: () => undefined,
  'closed-connection': (response) => response.destroy(),
};

function replay(response: ServerResponse, answer: Recorded): void {
  const type = answer.contentType ?? 'application/json';
  response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers }).end(answer.body);
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
