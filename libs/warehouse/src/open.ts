import type { ClickHouseClient } from '@clickhouse/client';
import { ClientWarehouse, type Reconnect } from './client-warehouse.ts';
import { warehouseConfig, type ServerConfig, type WarehouseEnvironment, type WarehouseOptions } from './config.ts';
import type { Warehouse } from './contract.ts';
import { noWarehouse, serverUnreachable } from './errors.ts';
import { holdsWarehouse } from './home/holder.ts';
import { lostConnection, refusedConnection } from './home/lost-connection.ts';
import { openFolder } from './home/open-folder.ts';
import { httpClient } from './http-client.ts';
import type { DdlTarget } from './migrations/ddl.ts';
import { migrations } from './migrations/index.ts';
import { checkMigrated, migrate } from './migrations/migrate.ts';
import { riseAboveStored } from './stored-versions.ts';
import { serverSettings } from './settings.ts';

/**
 * Opens the warehouse with its tables in place: the server of `CLICKHOUSE_URL`, else the embedded engine in the folder
 * `FM_HOME`, else, when another process holds that folder, that process's engine over loopback.
 *
 * @param environment - variables that fill in what the options leave out. @default those of the process
 * @throws WAREHOUSE_MISSING, WAREHOUSE_UNREACHABLE, WAREHOUSE_FOLDER_HELD, WAREHOUSE_FOLDER_UNUSABLE, WAREHOUSE_OTHER_FOLDER_OPEN,
 * WAREHOUSE_IN_WORKER_THREAD, WAREHOUSE_MIGRATION_EDITED, WAREHOUSE_NOT_MIGRATED
 */
export async function openWarehouse(
  options: WarehouseOptions = {},
  environment: WarehouseEnvironment = process.env,
): Promise<Warehouse> {
  const config = warehouseConfig(options, environment);
  if (options.existing === true && config.kind === 'folder' && !holdsWarehouse(config.home))
    throw noWarehouse(config.home);
  return config.kind === 'server' ? openServer(config, renewalOf(options)) : openFolder(config);
}

/** Milliseconds within which a server answers that is there, also when it wakes up for the call. */
const greetingTime = 60_000;

/** First pause before a call is tried again, in milliseconds; it doubles: six tries take 15 s. */
const firstPause = 500;

/** A server that is away for a moment is waited for; its address stays the same. */
const patientReconnect: Reconnect = {
  lost: (_, error) => lostConnection(error),
  link: async (link, attempt) => {
    await new Promise((resolve) => setTimeout(resolve, firstPause * 2 ** (attempt - 1) * (0.75 + Math.random() / 2)));
    return link;
  },
};

/** How the configuration of a server is read again; undefined if it cannot be. */
function renewalOf({ renew, ...options }: WarehouseOptions): (() => Promise<ServerConfig>) | undefined {
  return renew === undefined ? undefined : async () => warehouseConfig(options, await renew()) as ServerConfig;
}

/** If a server refuses the credentials, the current secrets are read and tried again; an unavailable server is waited for. */
function reconnectOf(renew: (() => Promise<ServerConfig>) | undefined): Reconnect {
  if (renew === undefined) return patientReconnect;
  return {
    lost: (link, error) => refusedConnection(error) || patientReconnect.lost(link, error),
    link: async (failed, attempt) => {
      await patientReconnect.link(failed, attempt);
      const client = httpClient(await renew(), serverSettings);
      await failed.client.close();
      return { home: 'server', client, close: () => Promise.resolve() };
    },
  };
}

async function openServer(config: ServerConfig, renew?: () => Promise<ServerConfig>): Promise<Warehouse> {
  const client = httpClient(config, serverSettings);
  const warehouse = new ClientWarehouse({ home: 'server', client, close: () => Promise.resolve() }, reconnectOf(renew));
  try {
    await greeted(client, config.url);
    if (config.readonly) await checkMigrated(warehouse, migrations);
    else await migrate(warehouse, migrations, targetOf(config));
    if (!config.readonly) await riseAboveStored(warehouse);
    return warehouse;
  } catch (error) {
    await warehouse.close();
    throw error;
  }
}

/**
 * Waits for the first answer of a server, for which a statement's ten minutes would be too long.
 *
 * @throws WAREHOUSE_UNREACHABLE
 */
export async function greeted(client: ClickHouseClient, url: string, milliseconds = greetingTime): Promise<void> {
  const answer = await client.ping({ select: true, abort_signal: AbortSignal.timeout(milliseconds) });
  if (answer.success) return;
  const silent = `nothing came from it for ${milliseconds / 1000} s`;
  throw serverUnreachable(
    url,
    /abort/i.test(answer.error.message) ? new Error(silent, { cause: answer.error }) : answer.error,
  );
}

function targetOf({ cluster, database }: ServerConfig): DdlTarget {
  return cluster === undefined ? {} : { cluster, database };
}
