import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Endpoint } from './home/endpoint.ts';
import { readEndpoint } from './home/endpoint.ts';
import { httpClient } from './http-client.ts';
import { greeted, openWarehouse } from './open.ts';
import { startChild, type Child } from './testing/script-process.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

describe('a server', () => {
  const { folder, remove } = temporaryFolder();
  let holder: Child;
  let endpoint: Endpoint;

  beforeAll(async () => {
    holder = startChild('hold-folder.ts', folder);
    await holder.line('ready');
    endpoint = readEndpoint(folder) as Endpoint;
  });

  afterAll(async () => {
    await holder.end();
    remove();
  });

  const environment = () => ({ CLICKHOUSE_USER: endpoint.user, CLICKHOUSE_PASSWORD: endpoint.password });

  test('that is away for a moment does not fail a call', async () => {
    let refuse = 0;
    const door = createServer((socket) => {
      if (refuse > 0) {
        refuse -= 1;
        socket.destroy();
        return;
      }
      const inside = connect(Number(new URL(endpoint.url).port), '127.0.0.1');
      socket.pipe(inside).pipe(socket);
      const end = () => {
        socket.destroy();
        inside.destroy();
      };
      for (const side of [socket, inside]) side.on('error', end).on('close', end);
      sockets.add(end);
    });
    const sockets = new Set<() => void>();
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
    const warehouse = await openWarehouse({ url }, environment());
    refuse = 2;
    for (const end of sockets) end();
    expect(await warehouse.query('SELECT 1 AS x')).toEqual([{ x: 1 }]);
    expect(refuse).toBe(0);
    await warehouse.close();
    await new Promise((resolve) => door.close(resolve));
  });

  test('that takes a call and never answers it is given up, and the error says so', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const client = httpClient({ url, user: 'default', password: '', database: 'default', readonly: false });
    await expect(greeted(client, url, 300)).rejects.toMatchObject({
      code: 'WAREHOUSE_UNREACHABLE',
      what: expect.stringContaining('nothing came from it for 0.3 s'),
    });
    await client.close();
    await new Promise((resolve) => silent.close(resolve));
  });

  test('is not left before the calls that run are answered', async () => {
    const warehouse = await openWarehouse({ url: endpoint.url }, environment());
    const running = warehouse.query('SELECT sleep(0.2) AS x');
    await warehouse.close();
    expect(await running).toEqual([{ x: 0 }]);
  });

  test('that is not there is named without the password', async () => {
    const environment = { CLICKHOUSE_URL: 'http://fm:PLANTED@127.0.0.1:9' };
    const error = await openWarehouse({}, environment).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', where: 'http://127.0.0.1:9' });
    expect(JSON.stringify(error) + String(error)).not.toContain('PLANTED');
  });

  test('that refuses the password says so, without it', async () => {
    const wrong = { ...environment(), CLICKHOUSE_PASSWORD: 'PLANTED' };
    const error = await openWarehouse({ url: endpoint.url }, wrong).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/WAREHOUSE_UNREACHABLE.*Authentication failed/);
    expect(String(error)).not.toContain('PLANTED');
  });

  test('is read with its tables checked when the user may only read', async () => {
    const warehouse = await openWarehouse({ url: endpoint.url, readonly: true }, environment());
    expect(await warehouse.query('SELECT count() AS n FROM prices_latest')).toEqual([{ n: '0' }]);
    await expect(warehouse.command('CREATE TABLE x (y UInt8) ENGINE = Memory')).rejects.toMatchObject({
      cause: { code: '164' },
    });
    await warehouse.close();
  });
});

describe('a data folder', () => {
  const { folder, remove } = temporaryFolder();

  afterEach(remove);

  test('that is a file is named at once', async () => {
    mkdirSync(folder, { recursive: true });
    const home = join(folder, 'file');
    writeFileSync(home, '');
    await expect(openWarehouse({ home })).rejects.toMatchObject({ code: 'WAREHOUSE_FOLDER_UNUSABLE', where: home });
  });

  test('that the engine cannot open, though nobody holds it, is named', async () => {
    const home = join(folder, 'damaged');
    // A folder where the engine's lock file must be.
    mkdirSync(join(home, 'warehouse', 'status'), { recursive: true });
    await expect(openWarehouse({ home })).rejects.toMatchObject({ code: 'WAREHOUSE_FOLDER_UNUSABLE', where: home });
  });

  test('is only for its owner, also when it was there and empty', async () => {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    await (await openWarehouse({ home: folder })).close();
    for (const part of ['', 'warehouse']) expect(statSync(join(folder, part)).mode & 0o777).toBe(0o700);
  });

  test('whose name has characters that mean something to SQL and to patterns is a folder as any other', async () => {
    const home = join(folder, "we'rd ?{a,b}*\\");
    const warehouse = await openWarehouse({ home });
    await warehouse.insertBytes({ name: 'prices', columns: {} }, ['symbol'], 'CSV', Buffer.from('"x"\n'));
    expect(await warehouse.query('SELECT symbol FROM prices')).toEqual([{ symbol: 'x' }]);
    await warehouse.close();
  });
});
