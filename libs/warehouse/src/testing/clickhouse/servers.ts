import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startChild } from '../script-process.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A ClickHouse server in a process of its own, with its data in a temporary folder. */
export interface TestServer {
  /** Address of its HTTP interface. */
  readonly url: string;
  end(): Promise<void>;
}

/** Whether this machine can serve ClickHouse for tests: chdb's library and the packages that call it are here. */
export function servesClickhouse(): boolean {
  const require = createRequire(import.meta.url);
  try {
    return ['ffi-rs', 'chdb/libchdb'].every((name) => require.resolve(name) !== '');
  } catch {
    return false;
  }
}

/** Name of the cluster that {@link startServers} makes of its servers. */
export const clusterName = 'fm';

/**
 * Starts servers that are the shards of one cluster, a replica each.
 *
 * @param count - shards
 */
export async function startServers(count: number): Promise<TestServer[]> {
  const ports = await freePorts(2 * count);
  const tcpPorts = ports.slice(count);
  const shards = tcpPorts.map(
    (port) =>
      `<shard><internal_replication>true</internal_replication>` +
      `<replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`,
  );
  return Promise.all(
    tcpPorts.map(async (tcpPort, at) => {
      const httpPort = ports[at] as number;
      const { folder, remove } = temporaryFolder();
      const config = join(folder, 'config.xml');
      writeFileSync(
        config,
        `<clickhouse><listen_host>127.0.0.1</listen_host><http_port>${httpPort}</http_port>` +
          `<tcp_port>${tcpPort}</tcp_port><macros><shard>${at + 1}</shard><replica>1</replica></macros>` +
          `<remote_servers><${clusterName}>${shards.join('')}</${clusterName}></remote_servers></clickhouse>`,
      );
      const child = startChild('clickhouse/serve.ts', join(folder, 'data'), config, String(httpPort));
      await child.line('ready');
      const end = async () => {
        await child.kill();
        remove();
      };
      return { url: `http://127.0.0.1:${httpPort}`, end };
    }),
  );
}

/** Ports that nothing listens on at this moment. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
