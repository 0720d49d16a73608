import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isAlive } from './engine-lock.ts';
import { isOwn, isPrivatePlace } from './private-socket.ts';

/** How to reach the process that holds a data folder: the file `endpoint.json` in it. */
export interface Endpoint {
  /** Socket on which processes of this user ask; see `placeOfSocket`. */
  readonly socket: string;
  /** Address on the loopback interface for other clients, which know who they ask only by the process id. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly pid: number;
  readonly startedAt: string;
}

/** Writes the file at once and for its owner only. */
export function writeEndpoint(home: string, endpoint: Endpoint): void {
  const draft = join(home, `endpoint.${randomUUID()}.tmp`);
  writeFileSync(draft, `${JSON.stringify(endpoint, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(draft, endpointPath(home));
}

/**
 * What the file says; undefined when there is none, or none that can be read or trusted: one that another user wrote, one
 * that leads to a place that another user can enter, or one whose process has died.
 */
export function readEndpoint(home: string): Endpoint | undefined {
  try {
    const owner = statSync(home).uid;
    if (!isOwn(statSync(endpointPath(home)).uid, owner)) return undefined;
    const value = JSON.parse(readFileSync(endpointPath(home), 'utf8')) as Partial<Endpoint>;
    const { socket, url, user, password, pid, startedAt } = value;
    if (typeof url !== 'string' || typeof user !== 'string' || typeof password !== 'string') return undefined;
    if (typeof pid !== 'number' || typeof startedAt !== 'string' || !isAlive(pid)) return undefined;
    if (typeof socket !== 'string' || !isAbsolute(socket) || !isPrivatePlace(socket, owner)) return undefined;
    // The file must lead only to this machine.
    return new URL(url).hostname === '127.0.0.1' ? { socket, url, user, password, pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the file if it is still the one that was written. */
export function removeEndpoint(home: string, endpoint: Endpoint): void {
  if (readEndpoint(home)?.password === endpoint.password) rmSync(endpointPath(home), { force: true });
}

function endpointPath(home: string): string {
  return join(home, 'endpoint.json');
}
