import { readEndpoint } from '../home/endpoint.ts';
import { openWarehouse } from '../open.ts';
import type { WarehouseEnvironment } from '../config.ts';
import type { Warehouse } from '../contract.ts';
import type { DdlTarget } from '../migrations/ddl.ts';
import { startChild, type Child } from './script-process.ts';
import { startCluster } from './clickhouse/front.ts';
import { clusterName, startServers, type TestServer } from './clickhouse/servers.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A warehouse for a test, and what removes it with everything in it. */
export interface TestHome {
  readonly warehouse: Warehouse;
  readonly folder: string;
  /** For whom its tables are rendered. @default one server */
  readonly target?: DdlTarget;
  end(): Promise<void>;
}

/** The embedded engine in this process, in a temporary folder. */
export async function embeddedHome(): Promise<TestHome> {
  const { folder, remove } = temporaryFolder();
  const warehouse = await openWarehouse({ home: folder });
  return {
    warehouse,
    folder,
    end: async () => {
      await warehouse.close();
      remove();
    },
  };
}

/**
 * Holds a folder in another process until it is ended. Commands over the folder, which then need no engine of their own,
 * take half as long.
 */
export async function holdFolder(folder: string): Promise<Child> {
  const holder = startChild('hold-folder.ts', folder);
  await holder.line('ready');
  return holder;
}

/** The engine of another process, which holds a temporary folder. */
export async function attachedHome(): Promise<TestHome> {
  const { folder, remove } = temporaryFolder();
  const holder = await holdFolder(folder);
  const warehouse = await openWarehouse({ home: folder });
  return {
    warehouse,
    folder,
    end: async () => {
      await warehouse.close();
      await holder.end();
      remove();
    },
  };
}

/**
 * The way to a server, with the engine of another process in the server's place: migrations and every call go through
 * its HTTP interface.
 */
export async function serverHome(): Promise<TestHome> {
  const { folder, remove } = temporaryFolder();
  const holder = await holdFolder(folder);
  const endpoint = readEndpoint(folder);
  if (endpoint === undefined) throw new Error('the holder wrote no endpoint');
  const url = new URL(endpoint.url);
  url.username = endpoint.user;
  url.password = endpoint.password;
  const warehouse = await openWarehouse({ url: url.href });
  return {
    warehouse,
    folder,
    end: async () => {
      await warehouse.close();
      await holder.end();
      remove();
    },
  };
}

/** ClickHouse itself, a server in a process of its own. */
export async function clickhouseHome(): Promise<TestHome> {
  const [server] = await startServers(1);
  return homeAt((server as TestServer).url, {}, () => (server as TestServer).end());
}

/** A cluster of ClickHouse servers behind one address. */
export async function clusterHome(shards = 2): Promise<TestHome> {
  const cluster = await startCluster(shards);
  return homeAt(cluster.url, { CLICKHOUSE_CLUSTER: clusterName }, () => cluster.end());
}

async function homeAt(url: string, environment: WarehouseEnvironment, end: () => Promise<void>): Promise<TestHome> {
  try {
    const warehouse = await openWarehouse({ url }, environment);
    const cluster = environment['CLICKHOUSE_CLUSTER'];
    const target = cluster === undefined ? {} : { cluster, database: 'default' };
    return { warehouse, folder: '', target, end: () => warehouse.close().then(end) };
  } catch (error) {
    await end();
    throw error;
  }
}
