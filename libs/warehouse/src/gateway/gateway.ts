import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, ListenOptions } from 'node:net';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { summaryOf } from '../embedded/connection.ts';
import type { EmbeddedEngine, EngineResult } from '../embedded/engine.ts';
import { isAuthentic, isLoopbackHost, type Credentials } from './authentication.ts';
import { errorAnswer, GatewayError } from './gateway-error.ts';
import { engineCallOf } from './gateway-request.ts';

export interface Gateway {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Takes no more requests, lets the running ones finish, and ends the connections. */
  close(): Promise<void>;
}

/** Longer than any client of ours keeps an idle connection, so that it is never this side that ends one. */
const keepAliveMilliseconds = 30_000;

/** By which an opener knows a gateway from another server that has its port now. */
export const serverDisplayName = 'factor-mining-platform';

const compress = promisify(gzip);

/**
 * Offers the engine as the ClickHouse HTTP interface on a free loopback port, and on a socket. It does not keep the process
 * alive.
 *
 * @param credentials - what every request but /ping must carry
 * @param socket - where it listens besides, and what removes it
 */
export async function startGateway(
  engine: EmbeddedEngine,
  credentials: Credentials,
  socket?: { readonly path: string; remove(): void },
): Promise<Gateway> {
  let closing = false;
  const running = new Set<Promise<void>>();
  const listener: RequestListener = (request, response) => {
    const ended = new Promise<void>((resolve) => response.once('close', resolve));
    running.add(ended);
    void ended.then(() => running.delete(ended));
    void answer(engine, credentials, closing, request, response);
  };
  const port = await listening(listener, { port: 0, host: '127.0.0.1' });
  const servers = socket === undefined ? [port] : [port, await listening(listener, { path: socket.path })];
  return {
    url: `http://127.0.0.1:${(port.address() as AddressInfo).port}`,
    close: async () => {
      closing = true;
      const ended = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      await Promise.all(running);
      for (const server of servers) server.closeAllConnections();
      await Promise.all(ended);
      socket?.remove();
    },
  };
}

async function listening(listener: RequestListener, place: ListenOptions): Promise<Server> {
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds, requestTimeout: 0 }, listener);
  server.on('connection', (connection) => connection.unref());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, resolve);
  });
  return server.unref();
}

async function answer(
  engine: EmbeddedEngine,
  credentials: Credentials,
  closing: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('X-ClickHouse-Server-Display-Name', serverDisplayName);
  response.setHeader('X-ClickHouse-Timezone', 'UTC');
  try {
    const address = new URL(`http://127.0.0.1${request.url ?? '/'}`);
    response.setHeader('X-ClickHouse-Query-Id', queryId(address.searchParams));
    if (!isLoopbackHost(request.headers.host)) throw new GatewayError(497, 'ACCESS_DENIED', 'not a loopback host name');
    if (address.pathname === '/ping' || address.pathname === '/replicas_status') return end(response, 200, 'Ok.\n');
    if (address.pathname !== '/') return end(response, 404, `There is no handle ${address.pathname}\n`);
    if (!isAuthentic(request, address.searchParams, credentials)) {
      throw new GatewayError(516, 'AUTHENTICATION_FAILED', 'Authentication failed: user or password is incorrect');
    }
    if (closing) throw new GatewayError(210, 'NETWORK_ERROR', 'the process that holds the warehouse is ending');
    // As on a server: a greeting, which does not wait for the engine.
    if (request.method === 'GET' && address.search === '') return end(response, 200, 'Ok.\n');
    const result = await engine.run(await engineCallOf(request, address.searchParams));
    await succeed(request, response, address.searchParams, result);
  } catch (error) {
    const { code, status, text } = errorAnswer(error);
    // The rest of a body that was refused is not read; the connection ends with the answer.
    if (!request.complete) response.setHeader('Connection', 'close');
    response.setHeader('X-ClickHouse-Exception-Code', String(code));
    end(response, status, text);
  }
}

async function succeed(
  request: IncomingMessage,
  response: ServerResponse,
  address: URLSearchParams,
  result: EngineResult,
): Promise<void> {
  response.setHeader('X-ClickHouse-Summary', JSON.stringify(summaryOf(result)));
  const wanted = address.get('enable_http_compression') === '1';
  if (wanted && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) && result.bytes.length > 0) {
    response.setHeader('Content-Encoding', 'gzip');
    return end(response, 200, await compress(result.bytes));
  }
  end(response, 200, result.bytes);
}

/** The client's own identity of the query, if it can stand in a header. */
function queryId(address: URLSearchParams): string {
  const given = address.get('query_id') ?? '';
  return /^[\x21-\x7e]{1,128}$/.test(given) ? given : randomUUID();
}

function end(response: ServerResponse, status: number, body: string | Buffer): void {
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'text/plain; charset=UTF-8');
  response.statusCode = status;
  response.end(body);
}
