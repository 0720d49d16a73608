import { once } from 'node:events';
import { createServer } from 'node:net';
import { FmError, messageOf } from '@fm/platform';

/** Where the dashboard is to listen. */
export interface ListenAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/**
 * Checks before any work whether the dashboard will be able to listen.
 *
 * @throws PORT_BUSY, PORT_FORBIDDEN, HOST_UNKNOWN, CANNOT_LISTEN
 */
export async function checkListening(address: ListenAddress): Promise<void> {
  const probe = createServer();
  try {
    probe.listen({ ...address, exclusive: true });
    await once(probe, 'listening');
  } catch (thrown) {
    throw cannotListen(address, thrown);
  }
  probe.close();
  await once(probe, 'close');
}

/** What to do about an address that a server cannot listen on, by the operating system's code. */
export function cannotListen({ host, port }: ListenAddress, cause: unknown): FmError {
  const where = `--host ${host} --port ${port}`;
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new FmError('PORT_BUSY', {
        what: `another program listens on port ${port}`,
        where,
        remedy: `If it is fm, its dashboard is at http://${host}:${port}. Otherwise choose another port, or a free one with --port 0.`,
        cause,
      });
    case 'EACCES':
      return new FmError('PORT_FORBIDDEN', {
        what: `this user may not listen on port ${port}`,
        where,
        remedy: 'Choose a port from 1024 up, such as --port 8080.',
        kind: 'usage',
        cause,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new FmError('HOST_UNKNOWN', {
        what: `this machine has no address "${host}"`,
        where,
        remedy: 'Leave out --host for 127.0.0.1, or give an address of this machine.',
        kind: 'usage',
        cause,
      });
    default:
      return new FmError('CANNOT_LISTEN', {
        what: `the dashboard cannot listen: ${messageOf(cause)}`,
        where,
        remedy: 'Choose another --host or --port.',
        cause,
      });
  }
}
