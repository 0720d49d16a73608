import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parameterNames } from '@fm/results/parameters';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { fmProgram } from './testing/run-fm.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-mcp-'));
const clients: Client[] = [];

/** A client of the protocol with `fm mcp` as its server, in a process of its own. */
async function connect(...options: string[]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const environment = { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' } as Record<string, string>;
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [fmProgram(), 'mcp', ...options],
      env: environment,
      stderr: 'ignore',
    }),
  );
  clients.push(client);
  return client;
}

async function call(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { content, isError = false } = await client.callTool({ name, arguments: given });
  const [{ text }] = content as [{ text: string }];
  return { isError, value: JSON.parse(text) as Record<string, unknown> };
}

let reader: Client;
let evaluator: Client;
let miner: Client;
beforeAll(async () => {
  const warehouse = await openWarehouse({ home });
  await warehouse.insert(pricesTable, wavePrices(6, '2020-01-01', 193));
  await warehouse.close();
  reader = await connect('--read-only');
  evaluator = await connect();
  miner = await connect('--allow-mining');
}, 120_000);
afterAll(async () => {
  for (const client of clients) await client.close();
  rmSync(home, { recursive: true, force: true });
});

describe('an agent', () => {
  test('is offered tools that only read, and those that evaluate and mine where they are allowed', async () => {
    const { tools } = await reader.listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['search_factors', 'search_operators', 'check_formula', 'list_runs', 'data_health']),
    );
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    const writing = async (client: Client): Promise<string[]> =>
      (await client.listTools()).tools
        .filter(({ annotations }) => annotations?.readOnlyHint !== true)
        .map(({ name }) => name);
    expect(await writing(evaluator)).toEqual(['evaluate_formula']);
    expect(await writing(miner)).toEqual(['evaluate_formula', 'mine']);
    for (const [client, name] of [
      [reader, 'evaluate_formula'],
      [evaluator, 'mine'],
    ] as const)
      expect(await call(client, name)).toMatchObject({ isError: true, value: { code: 'UNKNOWN_TOOL' } });
  });

  test('finds in the documentation the tools that it is offered', async () => {
    const page = readFileSync(new URL('../../../docs/agents.md', import.meta.url), 'utf8');
    const documented = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect((await miner.listTools()).tools.map(({ name }) => name).sort()).toEqual(documented.sort());
  });

  test('finds factors and operators by their words', async () => {
    const factors = (await call(reader, 'search_factors', { query: 'strength index' })).value;
    expect(factors).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'RSI14' })]));
    const operators = (await call(reader, 'search_operators', { query: 'rank' })).value;
    expect(operators).not.toEqual([]);
  });

  test('learns whether a formula can be read, and what is wrong with it', async () => {
    const good = await call(reader, 'check_formula', { formula: 'rank(close)' });
    expect(good).toMatchObject({ isError: false, value: { valid: true, canonical: expect.any(String) } });
    const bad = await call(reader, 'check_formula', { formula: 'rank(clos)' });
    expect(bad).toMatchObject({ isError: false, value: { valid: false, remedy: expect.stringContaining('close') } });
  });

  test('evaluates formulas, each of which is a trial of the ledger, once however it is spelled', async () => {
    const first = await call(evaluator, 'evaluate_formula', { name: 'mom', formula: 'close / delay(close, 20) - 1' });
    expect(first).toMatchObject({
      isError: false,
      value: { run: expect.any(String), verdict: { factor: 'mom', belief: expect.any(String) }, ledger: { trials: 1 } },
    });
    const again = await call(evaluator, 'evaluate_formula', { name: 'mom', formula: '(close/delay(close,20))-1' });
    expect(again).toMatchObject({ isError: false, value: { ledger: { trials: 1 } } });
    const other = await call(evaluator, 'evaluate_formula', { formula: '-rank(close)' });
    expect(other).toMatchObject({ isError: false, value: { ledger: { trials: 2 } } });
    const { trials } = (await call(reader, 'list_trials')).value as { trials: { factor: string }[] };
    expect(trials.map(({ factor }) => factor).sort()).toEqual(['candidate', 'mom']);
    const report = await call(reader, 'factor_report', { factor: 'MOM', run: String(first.value['run']).slice(0, 10) });
    expect(report).toMatchObject({ isError: false, value: { factor: 'mom', summaries: expect.any(Array) } });
  }, 120_000);

  test('is offered every parameter of a run but how it is cut', async () => {
    const mine = (await miner.listTools()).tools.find(({ name }) => name === 'mine');
    const offered = Object.keys(mine?.inputSchema.properties ?? {}).sort();
    const parts = ['factors', 'sample', 'portfolio', 'treatment', 'evidence', 'family'] as const;
    expect(offered).toEqual([...parameterNames(...parts)].sort());
  });

  test('mines, and everybody reads the run, its verdicts and a report', async () => {
    const mined = await call(miner, 'mine', {
      factors: 'ROC20,RSI14',
      ranges: '2020-04-01..2020-06-30',
      minPrice: '1',
    });
    expect(mined.isError).toBe(false);
    const { run } = mined.value as { run: string };
    expect((await call(reader, 'list_runs')).value).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: run, status: 'succeeded' })]),
    );
    const { verdicts } = (await call(reader, 'run_verdicts', { run })).value as { verdicts: { factor: string }[] };
    expect(verdicts.map(({ factor }) => factor).sort()).toEqual(['ROC20', 'RSI14']);
    expect((await call(reader, 'factor_report', { factor: 'roc20', run })).value).toMatchObject({ factor: 'ROC20' });
  }, 120_000);

  test('asks several things at once', async () => {
    const answers = await Promise.all(
      ['list_runs', 'data_health', 'list_trials', 'run_verdicts'].map((name) => call(reader, name)),
    );
    expect(answers.map(({ isError }) => isError)).toEqual([false, false, false, false]);
  });

  test.each([
    ['factor_report', { factor: 'ROC2' }, 'REFUSED_REQUEST'],
    ['factor_report', { factor: 1 }, 'WRONG_ARGUMENTS'],
    ['run_verdicts', { run: 'zz' }, 'UNKNOWN_RUN'],
    ['run_verdicts', { sql: 'DROP TABLE runs' }, 'WRONG_ARGUMENTS'],
    ['evaluate_formula', { formula: 'rank(clos)' }, 'REFUSED_REQUEST'],
    ['mine', { universe: '/etc/passwd.csv' }, 'WRONG_ARGUMENTS'],
  ])('is answered %s %j with %s', async (name, given, code) => {
    expect(await call(miner, name, given)).toMatchObject({ isError: true, value: { code } });
  });
});
