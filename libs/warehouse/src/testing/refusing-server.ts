import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that refuses every password as ClickHouse does, and shows what it was sent. */
export interface RefusingServer {
  readonly origin: string;
  /** Passwords that came, in clear. */
  readonly passwords: readonly string[];
  close(): Promise<void>;
}

/** Starts the server on a loopback port. */
export async function startRefusingServer(): Promise<RefusingServer> {
  const passwords: string[] = [];
  const server = createServer((request, response) => {
    const [, credentials = ''] = (request.headers.authorization ?? '').split(' ');
    passwords.push(Buffer.from(credentials, 'base64').toString('utf8').split(':')[1] ?? '');
    request.resume();
    response.writeHead(403, { 'x-clickhouse-exception-code': '516' });
    response.end('Code: 516. DB::Exception: default: Authentication failed. (AUTHENTICATION_FAILED)');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passwords,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
