import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { mainPath } from './testing/run-fm.ts';

const hook = new URL('./testing/print-loaded.ts', import.meta.url).href;
const worker = fileURLToPath(new URL('./testing/load-slice-worker.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'fm-loaded-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Packages and libraries that a program loads, each once, and how many modules in all. */
function loadedBy(program: string, ...args: string[]): { rooms: ReadonlySet<string>; count: number } {
  const list = join(home, 'loaded');
  spawnSync(process.execPath, ['--import', hook, program, ...args], {
    env: { ...process.env, FM_HOME: join(home, 'fm'), CLICKHOUSE_URL: '', FM_TEST_LOADED: list },
    stdio: 'ignore',
  });
  const urls = readFileSync(list, 'utf8')
    .split('\n')
    .filter((url) => url.startsWith('file:') && url !== hook);
  return { rooms: new Set(urls.map(roomOf)), count: urls.length };
}

function roomOf(url: string): string {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? /.*\/((?:libs|apps)\/[^/]+)/.exec(url) ?? [];
  return name?.replace(/^@stdlib\/.*/, '@stdlib') ?? url;
}

/** What is loaded by neither reading of results nor mining: other commands, providers, services, web servers. */
const others = [
  ...['libs/market-data', 'libs/sec-filing', 'libs/web-search', 'libs/financial-report', 'libs/demonstration'],
  ...['libs/visualization', 'libs/object-store', 'apps/mining-job', 'aws-local-stepfunctions', 'fastify', 'echarts'],
  ...['unpdf', 'pino', 'cockatiel', '@aws-sdk/client-s3', '@aws-sdk/client-bedrock-runtime'],
];

// Commands that only read open a warehouse that is there.
mkdirSync(join(home, 'fm', 'warehouse'), { recursive: true });

describe('a command loads what it runs and nothing of the other commands:', () => {
  test('help loads no library that does work', () => {
    const { rooms, count } = loadedBy(mainPath, '--help');
    expect([...rooms].sort()).toEqual(['apps/fm', 'commander', 'libs/platform']);
    expect(count).toBeLessThan(40);
  });

  test.each([
    ['mine', 'libs/mining'],
    ['results', 'libs/results'],
    ['runs', 'libs/results'],
  ])('fm %s', (command, library) => {
    const { rooms } = loadedBy(mainPath, command);
    expect([...rooms]).toEqual(expect.arrayContaining([library, 'libs/warehouse', 'chdb']));
    expect(others.filter((room) => rooms.has(room))).toEqual([]);
  });

  test('fm ingest prices loads one collector, and no reader or checker that a CSV file does not need', () => {
    const { rooms } = loadedBy(mainPath, 'ingest', 'prices', home);
    const collectors = others.filter((room) => room.startsWith('libs/') && rooms.has(room));
    expect(collectors).toEqual(['libs/market-data', 'libs/object-store']);
    const unneeded = ['cockatiel', 'typebox', 'hyparquet', '@uwdata/flechette'];
    expect(unneeded.filter((room) => rooms.has(room))).toEqual([]);
  });

  test('a thread that performs slices loads the mathematics and the form of rows, and no way to an engine', () => {
    const { rooms } = loadedBy(worker);
    expect([...rooms]).toEqual(expect.arrayContaining(['libs/factor-math', 'libs/factors', 'libs/mining']));
    expect(['chdb', '@clickhouse/client', 'commander', 'typebox', ...others].filter((room) => rooms.has(room))).toEqual(
      [],
    );
  });
});
