import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '@fm/platform';
import { EmbeddedEngine } from '../embedded/engine.ts';
import { otherFolderOpen } from '../errors.ts';
import { startGateway, type Gateway } from '../gateway/gateway.ts';
import { removeEndpoint, writeEndpoint, type Endpoint } from './endpoint.ts';
import { placeOfSocket, removeSocket } from './private-socket.ts';

/** This process holding a data folder: the engine, and the gateway through which other processes use it. */
export interface Holder {
  readonly home: string;
  readonly engine: EmbeddedEngine;
  /** Starts the gateway and says in the folder where it is. Done once, by the first user, after the migrations. */
  publish(): Promise<void>;
  /** Gives the holder back; the last user closes it. To be called once per {@link acquireHolder}. */
  release(): Promise<void>;
}

interface Held {
  readonly home: string;
  readonly engine: EmbeddedEngine;
  users: number;
  published: Promise<{ gateway: Gateway; endpoint: Endpoint }> | undefined;
}

/** The engine can be open once per process; every warehouse of the process shares it. */
let held: Held | undefined;
/** Opening and closing happen one after the other. */
let turn: Promise<unknown> = Promise.resolve();

/** The file that the engine locks. */
export function engineFolder(home: string): string {
  return join(home, 'warehouse');
}

/** Whether a warehouse was made in a data folder. */
export function holdsWarehouse(home: string): boolean {
  return existsSync(engineFolder(home));
}

/**
 * Takes the folder for this process, or shares what the process has already.
 *
 * @throws WAREHOUSE_OTHER_FOLDER_OPEN, or the engine's own error when another process holds the folder
 */
export function acquireHolder(home: string): Promise<Holder> {
  return inTurn(async () => {
    if (held !== undefined && held.home !== home) throw otherFolderOpen(held.home, home);
    if (held === undefined) {
      makePrivateFolder(home);
      mkdirSync(engineFolder(home), { recursive: true, mode: 0o700 });
      chmodSync(engineFolder(home), 0o700);
      held = { home, engine: await EmbeddedEngine.open(engineFolder(home)), users: 0, published: undefined };
    }
    const mine = held;
    mine.users += 1;
    return {
      home,
      engine: mine.engine,
      publish: async () => {
        mine.published ??= publish(mine).catch((error: unknown) => {
          mine.published = undefined;
          throw error;
        });
        await mine.published;
      },
      release: () => inTurn(() => release(mine)),
    };
  });
}

function inTurn<T>(action: () => Promise<T>): Promise<T> {
  const result = turn.then(action);
  turn = result.catch(() => undefined);
  return result;
}

async function release(mine: Held): Promise<void> {
  mine.users -= 1;
  if (mine.users > 0) return;
  held = undefined;
  try {
    if (mine.published !== undefined) {
      const { gateway, endpoint } = await mine.published;
      removeEndpoint(mine.home, endpoint);
      await gateway.close();
    }
  } finally {
    // Whatever the folder says: a process that ends with an open engine may end by a segmentation fault.
    await mine.engine.close();
  }
}

async function publish({ home, engine }: Held) {
  const user = 'fm';
  const password = randomBytes(24).toString('base64url');
  const socket = placeOfSocket(engineFolder(home));
  // Only this process holds the folder: an existing socket belongs to one that died.
  removeSocket(socket.path);
  const gateway = await startGateway(engine, { user, password }, socket);
  const startedAt = new Date().toISOString();
  const endpoint = { socket: socket.path, url: gateway.url, user, password, pid: process.pid, startedAt };
  writeEndpoint(home, endpoint);
  return { gateway, endpoint };
}
