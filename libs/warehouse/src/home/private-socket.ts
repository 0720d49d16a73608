import { mkdtempSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
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
  if (Buffer.byteLength(path) <= longestPath) return { path, remove: () => removeSocket(path) };
  const short = mkdtempSync(join(tmpdir(), 'fm-'));
  const shortPath = join(short, 'gateway.sock');
  const remove = (): void => {
    removeSocket(shortPath);
    rmdirSync(short);
  };
  return { path: shortPath, remove };
}

/**
 * Removes a socket where there is one. `rmSync` would ask what kind of file it is, and once the last answer was a socket
 * Node 22 resolves no symbolic link of a package any more (its `realpathSync` looks at the answer of another call).
 */
export function removeSocket(path: string): void {
  try {
    unlinkSync(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
  }
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
