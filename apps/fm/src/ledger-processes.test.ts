import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { uniformsAt } from '@fm/factor-math';
import type { LedgerTrial } from '@fm/results/ledger';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { newHomes } from './testing/new-homes.ts';
import { fmProgram, runFm } from './testing/run-fm.ts';

/** Two requests that share one trial. */
const requests = [
  ['mine', '--factors', 'ROC20,RSI14', '--ranges', '2020-03-02..2020-05-29', '--jobs', '1'],
  ['mine', '--factors', 'RSI14,TradingVolume', '--ranges', '2020-03-02..2020-08-31', '--jobs', '1'],
];
const rounds = 4;
const newHome = newHomes('ledger', wavePrices(6, '2020-01-01', 193));

/** Runs `fm` and kills it after so many milliseconds, wherever it is; what signal ended it, or null. */
async function killedAfter(home: string, command: readonly string[], delay: number): Promise<string | null> {
  const child = spawn(process.execPath, [fmProgram(), ...command], {
    env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
    stdio: 'ignore',
  });
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  await Promise.race([ended, wait(delay)]);
  child.kill('SIGKILL');
  return (await ended)[1];
}

/** The trials of a folder without the days on which they were tried. */
function trialsIn(home: string) {
  const { trials } = JSON.parse(runFm(home, 'trials', '--format', 'json').stdout) as { trials: LedgerTrial[] };
  return trials.map(({ firstTried, lastTried, ...trial }) => ({ ...trial, isDated: firstTried <= lastTried }));
}

test('two processes that mine at once and are killed at random leave the ledger of two that ran one after the other', async () => {
  const [calm, torn] = [await newHome(), await newHome()];
  for (const request of requests) expect(runFm(calm, ...request)).toMatchObject({ status: 0 });
  const draw = uniformsAt([2026, 11], 14, 7);
  const signals: (string | null)[] = [];
  for (let round = 0; round < rounds; round++)
    signals.push(
      ...(await Promise.all(requests.map((request) => killedAfter(torn, request, 500 + Math.floor(draw() * 2500))))),
    );
  expect(signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThan(1);
  for (const request of requests) expect(runFm(torn, ...request)).toMatchObject({ status: 0 });
  const left = trialsIn(torn);
  expect(left).toEqual(trialsIn(calm));
  expect(left.map(({ factor, runs, isFound }) => [factor, runs, isFound])).toEqual(
    expect.arrayContaining([
      ['RSI14', 2, true],
      ['ROC20', 1, true],
      ['TradingVolume', 1, true],
    ]),
  );
  expect(left).toHaveLength(3);
}, 300_000);
