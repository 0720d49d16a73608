import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { startSecretServer } from '@fm/platform/lambda/testing';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { servesClickhouse, startServers, type TestServer } from '@fm/warehouse/testing';

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:rotated-AbCdEf';

(servesClickhouse() ? test : test.skip)(
  'a warm function whose password was rotated reads it again within the call; skipped without ffi-rs',
  async () => {
    const values: Record<string, string> = { [arn]: 'first' };
    const secrets = await startSecretServer(values);
    const [server] = (await startServers(1)) as [TestServer];
    let wanted = 'first';
    const door = createServer((request, response) => {
      const [, given = ''] = (request.headers.authorization ?? '').split(' ');
      if (!Buffer.from(given, 'base64').toString().endsWith(`:${wanted}`)) {
        request.resume();
        response.writeHead(403, { 'x-clickhouse-exception-code': '516' });
        response.end('Code: 516. DB::Exception: default: Authentication failed. (AUTHENTICATION_FAILED)');
        return;
      }
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          void fetch(server.url + (request.url ?? '/'), { method: 'POST', body: Buffer.concat(chunks) }).then(
            async (answer) => response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer())),
          );
        });
    });
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    ends.push(
      secrets.close,
      server.end,
      () => door.closeAllConnections(),
      () => door.close(),
    );
    Object.assign(process.env, {
      CLICKHOUSE_URL: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
      CLICKHOUSE_PASSWORD_SECRET_ARN: arn,
    });
    const warehouse = await functionWarehouse();
    ends.push(() => warehouse.close());
    [wanted, values[arn]] = ['second', 'second'];
    expect(await warehouse.query('SELECT 1 AS x')).toEqual([{ x: 1 }]);
    wanted = 'third';
    await expect(warehouse.query('SELECT 1 AS x')).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
  },
  90_000,
);
