import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { captureOutput, startSecretServer, testContext } from '@fm/platform/lambda/testing';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { servesClickhouse, startServers, type TestServer } from '@fm/warehouse/testing';
import { handler } from './handler.ts';

const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

(servesClickhouse() ? test : test.skip)(
  'waits for a secret without a value, then for a server that starts late; skipped without ffi-rs',
  async () => {
    const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:late-AbCdEf';
    let asked = 0;
    const values = {
      // The secret has a value from the second question on; the server answers three seconds later.
      get [arn](): string | undefined {
        if (++asked === 2) setTimeout(() => doorTo(server.url, port), 3000);
        return asked > 1 ? certificate : undefined;
      },
    };
    const secrets = await startSecretServer(values);
    const [server] = (await startServers(1)) as [TestServer];
    ends.push(secrets.close, server.end);
    const port = await freePort();
    Object.assign(process.env, { CLICKHOUSE_URL: `http://127.0.0.1:${port}`, CLICKHOUSE_CA_SECRET_ARN: arn });
    const { shown, error } = await captureOutput(async () => {
      expect((await handler({ waitSeconds: 60 }, testContext)).version).toBeGreaterThanOrEqual(40);
    });
    expect(error).toBeUndefined();
    ends.push(async () => (await functionWarehouse()).close());
    expect(shown).toMatch(/"reason":"SECRET_UNREADABLE[^]*"reason":"WAREHOUSE_UNREACHABLE/);
  },
  90_000,
);

/** Listens on a port and leads every connection to a server. */
function doorTo(url: string, port: number): Server {
  const door = createServer((socket) => {
    const inside = connect(Number(new URL(url).port), '127.0.0.1');
    socket.pipe(inside).pipe(socket);
    for (const side of [socket, inside]) side.on('error', () => socket.destroy());
  });
  return door.listen(port, '127.0.0.1').unref();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
