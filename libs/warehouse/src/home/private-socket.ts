import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Bytes of the longest path of a socket that every system of ours takes (macOS: 104 with the closing zero). */
const longestPath = 103;

/**
 * The socket on which the holder of a folder answers other processes of the same user. It lies in a folder that nobody
 * else can enter, so that nobody else can answer in the holder's place, also after the holder died: a port of the
 * machine, which anybody may take, would not do.
 *
 * @param folder - where it should lie; one under the system's temporary folder is made when the path would be too long
 */
export function placeOfSocket(folder: string): { path: string; remove: () => void } {
  const path = join(folder, 'gateway.sock');
  if (Buffer.byteLength(path) <= longestPath) return { path, remove: () => rmSync(path, { force: true }) };
  const short = mkdtempSync(join(tmpdir(), 'fm-'));
  return { path: join(short, 'gateway.sock'), remove: () => rmSync(short, { recursive: true, force: true }) };
}

/** Whether the folder of a socket belongs to this user or to the given one, and nobody else may enter it. */
export function isPrivatePlace(socket: string, owner: number): boolean {
  try {
    const { uid, mode } = statSync(dirname(socket));
    return isOwn(uid, owner) && (mode & 0o077) === 0;
  } catch {
    return false;
  }
}

/** Whether something belongs to this user or to the given one, for instance to whom the whole data folder belongs. */
export function isOwn(uid: number, owner: number): boolean {
  return uid === owner || uid === process.getuid?.();
}

/** Connections of an HTTP client, whatever host it names, all to one socket. */
export class SocketAgent extends Agent {
  readonly #path: string;

  constructor(path: string) {
    super({ keepAlive: true });
    this.#path = path;
  }

  override createConnection(): Socket {
    return connect({ path: this.#path });
  }
}
