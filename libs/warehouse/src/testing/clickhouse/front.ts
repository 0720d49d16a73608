import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { startServers, type TestServer } from './servers.ts';

/** A cluster of test servers behind one address. */
export interface TestCluster {
  /** Address that takes every call to the next node, as a load balancer does. */
  readonly url: string;
  readonly nodes: readonly TestServer[];
  end(): Promise<void>;
}

/**
 * Starts a cluster whose front does what these servers lack, since they have no Keeper: a statement ON CLUSTER runs on
 * every node without those words, its replicated tables are plain ones, and the journal, which replication would bring to
 * every node, is only on the first. Everything else goes unchanged to the node whose turn it is.
 *
 * @param shards - nodes, a shard each
 */
export async function startCluster(shards: number): Promise<TestCluster> {
  const nodes = await startServers(shards);
  let turn = 0;
  const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    void buffer(request).then(async (body) => {
      const path = request.url ?? '/';
      const text = body.subarray(0, 4000).toString('latin1') + decodeURIComponent(path);
      const onCluster = text.includes(' ON CLUSTER ');
      const first = nodes[text.includes('schema_migrations') ? 0 : turn++ % nodes.length] as TestServer;
      const targets = onCluster ? nodes : [first];
      const answers = await Promise.all(
        targets.map(({ url }) => forward(request, url + path, onCluster ? withoutKeeper(body) : body)),
      );
      const answer = (answers.find(({ status }) => status !== 200) ?? answers[0]) as Response;
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nodes,
    end: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await Promise.all(nodes.map((node) => node.end()));
    },
  };
}

/** What a node runs of a statement ON CLUSTER. */
export function withoutKeeper(statement: Buffer): Buffer {
  const plain = statement
    .toString()
    .replace(/ ON CLUSTER `\w+`/, '')
    .replace(/ReplicatedReplacingMergeTree\('[^']*', '[^']*', /, 'ReplacingMergeTree(');
  return Buffer.from(plain);
}

const ofConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);

function forward(request: IncomingMessage, url: string, body: Buffer): Promise<Response> {
  const headers = Object.entries(request.headers).filter(([name]) => !ofConnection.has(name)) as [string, string][];
  return fetch(url, {
    method: request.method ?? 'POST',
    headers: { ...Object.fromEntries(headers), 'accept-encoding': 'identity' },
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
}
