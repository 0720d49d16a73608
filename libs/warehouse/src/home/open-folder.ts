import { request } from 'node:http';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { FmError, messageOf } from '@fm/platform';
import { allTables } from '../tables/all-tables.ts';
import { ClientWarehouse, type Link, type Reconnect } from '../client-warehouse.ts';
import type { FolderConfig } from '../config.ts';
import { embeddedConnection } from '../embedded/connection.ts';
import { folderHeld, folderUnusable, partsDamaged, tablesMissing } from '../errors.ts';
import { clientSettings, httpClient } from '../http-client.ts';
import { migrations } from '../migrations/index.ts';
import { migrate, refuseNewer } from '../migrations/migrate.ts';
import { serverDisplayName } from '../gateway/gateway.ts';
import { damagedParts, describeParts, moveAside, type DamagedPart } from './damaged-parts.ts';
import { readEndpoint, type Endpoint } from './endpoint.ts';
import { lockOwner } from './engine-lock.ts';
import { riseAboveStored } from '../stored-versions.ts';
import { acquireHolder, engineFolder, type Holder } from './holder.ts';
import { SocketAgent } from './private-socket.ts';
import { lostConnection } from './lost-connection.ts';

/** Milliseconds that an opener waits for a holder which is starting or ending. */
const patience = 30_000;
/** Milliseconds for which a process that seems to have the lock is not disturbed: the engine complains on standard error. */
const courtesy = 2500;
/** Milliseconds within which a holder says that it is there, whatever its engine is doing. */
const greetingTime = 5000;
/** Tries to open a folder that no living process has locked; one may be ending, or not yet have written who it is. */
const triesUnlocked = 8;

const database = 'default';

/**
 * The way to a data folder: through the gateway of the process that holds it, else by holding it. Two processes that
 * start at the same moment find each other: one gets the engine's lock, the other tries again until that one answers.
 */
export async function linkFolder(config: FolderConfig): Promise<Link> {
  const start = Date.now();
  let unlocked = 0;
  for (let pause = 20; ; pause = Math.min(500, pause * 1.5)) {
    const attached = await attach(config);
    if (attached !== undefined) return attached;
    const owner = lockOwner(engineFolder(config.home));
    if (owner === undefined || owner === process.pid || Date.now() > start + courtesy) {
      try {
        return await hold(config);
      } catch (error) {
        if (error instanceof FmError) throw error;
        if (isOfFileSystem(error)) throw folderUnusable(config.home, error);
        const locked = lockOwner(engineFolder(config.home)) !== undefined;
        if (!locked && ++unlocked === triesUnlocked) throw folderUnusable(config.home, error);
        if (Date.now() > start + patience) throw folderHeld(config.home, error);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
}

/** Opens a folder as a warehouse that stays usable when the process that holds the folder goes away. */
export async function openFolder(config: FolderConfig): Promise<ClientWarehouse> {
  const reconnect: Reconnect = {
    lost: (link, error) => link.home === 'attached' && lostConnection(error),
    link: async (failed) => {
      await failed.close();
      return linkFolder(config);
    },
  };
  return new ClientWarehouse(await linkFolder(config), reconnect);
}

async function attach({ home, readonly }: FolderConfig): Promise<Link | undefined> {
  const endpoint = readEndpoint(home);
  if (endpoint === undefined || endpoint.pid === process.pid || !(await greets(endpoint))) return undefined;
  const client = httpClient({ ...endpoint, database, readonly });
  const link: Link = { home: 'attached', client, close: () => client.close() };
  try {
    await riseAboveStored(new ClientWarehouse(link));
    return link;
  } catch (error) {
    await link.close();
    if (lostConnection(error)) return undefined;
    throw error;
  }
}

/** Whether the holder of the file is there. */
async function greets({ socket, url, user, password }: Endpoint): Promise<boolean> {
  const agent = new SocketAgent(socket);
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const signal = AbortSignal.timeout(greetingTime);
      const asked = request(url, { agent, auth: `${user}:${password}`, signal }, (response) => {
        response.resume();
        resolve(
          response.statusCode === 200 && response.headers['x-clickhouse-server-display-name'] === serverDisplayName,
        );
      });
      asked.once('error', reject).end();
    });
  } catch {
    return false;
  } finally {
    agent.destroy();
  }
}

/** An error of Node's file functions, which have numbers; the engine's have none. */
function isOfFileSystem(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException | undefined)?.errno === 'number';
}

async function hold({ home, readonly }: FolderConfig): Promise<Link> {
  const holder = await acquireHolder(home);
  try {
    const warehouse = new ClientWarehouse(embeddedLink(holder, false));
    const damaged = await damagedParts(warehouse);
    if (damaged.length > 0) throw partsDamaged(home, describeParts(damaged));
    await refuseNewer(warehouse, migrations, home);
    await migrate(warehouse, migrations);
    const missing = await tablesNotThere(warehouse);
    if (missing.length > 0) throw tablesMissing(home, missing);
    await riseAboveStored(warehouse);
    await holder.publish();
  } catch (error) {
    await holder.release();
    throw error instanceof FmError ? error : folderUnusable(home, messageOf(error));
  }
  return embeddedLink(holder, readonly);
}

async function tablesNotThere(warehouse: ClientWarehouse): Promise<string[]> {
  const rows = await warehouse.query<{ name: string }>(
    'SELECT name FROM system.tables WHERE database = currentDatabase()',
  );
  const there = new Set(rows.map(({ name }) => name));
  return allTables.map(({ name }) => name).filter((name) => !there.has(name));
}

/**
 * Opens a data folder in spite of damaged parts and moves these into its folder `damaged`, so that it can be opened.
 *
 * @returns the parts, as they lay before
 * @throws the engine's own error when another process holds the folder
 */
export async function setDamagedAside(home: string): Promise<DamagedPart[]> {
  const holder = await acquireHolder(home);
  try {
    const parts = await damagedParts(new ClientWarehouse(embeddedLink(holder, false)));
    moveAside(home, parts);
    return parts;
  } finally {
    await holder.release();
  }
}

function embeddedLink(holder: Holder, readonly: boolean): Link {
  const client = createClient({
    connection: embeddedConnection(holder.engine, database),
    clickhouse_settings: clientSettings(readonly),
    log: { level: ClickHouseLogLevel.OFF },
  });
  return { home: 'embedded', client, close: () => holder.release() };
}
