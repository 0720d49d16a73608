import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { fmProgram, runFm } from './testing/run-fm.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-serve-'));
beforeAll(async () => {
  const warehouse = await openWarehouse({ home });
  await warehouse.insert(pricesTable, wavePrices(6, '2020-01-01', 193));
  await warehouse.close();
  const mined = runFm(home, 'mine', '--factors', 'ROC20,RSI14', '--ranges', '2020-03-02..2020-08-31');
  expect(mined).toMatchObject({ status: 0 });
}, 240_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Throws where nobody catches, whenever the process gets SIGUSR2. */
const throwOnSignal = `data:text/javascript,process.on('SIGUSR2',()=>setImmediate(()=>{throw new Error('thrown by nobody')}))`;

async function serve(): Promise<{
  stop: () => Promise<number | null>;
  address: string;
  throwNow: () => Promise<string>;
}> {
  const child = spawn(process.execPath, ['--import', throwOnSignal, fmProgram(), 'serve', '--port', '0'], {
    env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [line] = (await once(child.stderr, 'data')) as [Buffer];
  return {
    address: /http:\/\/127\.0\.0\.1:\d+/.exec(line.toString())?.[0] as string,
    throwNow: async () => {
      child.kill('SIGUSR2');
      const [text] = (await once(child.stderr, 'data')) as [Buffer];
      return text.toString();
    },
    stop: async () => {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await closed;
      clearTimeout(late);
      return child.exitCode;
    },
  };
}

test('SIGTERM ends the server after it drew heat maps as PNG', async () => {
  const { address, stop } = await serve();
  for (const chart of ['correlations', 'ic-months?factor=ROC20']) {
    const mark = chart.includes('?') ? '&' : '?';
    const answer = await fetch(`${address}/api/v1/charts/${chart}${mark}format=png&width=2400&height=1600`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    await answer.arrayBuffer();
  }
  expect(await stop()).toBe(0);
});

test('an error that nobody caught is reported, and the server continues', async () => {
  const { address, stop, throwNow } = await serve();
  expect(await throwNow()).toContain('thrown by nobody');
  expect((await fetch(`${address}/api/v1/overview`)).status).toBe(200);
  expect(await stop()).toBe(0);
});
