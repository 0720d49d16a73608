import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bundled, everyCaseOr } from '@fm/platform/testing';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { adjustedP } from '../evidence/index.ts';
import type { RunRequest } from '../run-request.ts';
import { effectiveTrials } from './effective-trials.ts';
import {
  listTrials,
  recordCandidateCount,
  recordTrials,
  standingOf,
  standingOfRun,
  trialsOf,
  withLedger,
  type TriedTrial,
} from './index.ts';

const members = [{ symbol: 'AAA' }, { symbol: 'BBB' }];
const request: RunRequest = {
  factors: ['ROC20', 'RSI14'],
  universe: 'ingested',
  ranges: 'yearly',
  weighting: 'equal',
  groups: 3,
  horizons: [1],
  costBasisPoints: 10,
};
const day = new Date('2024-03-01T12:00:00Z');
const weeks = Array.from({ length: 60 }, (_, week) =>
  new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10),
);
const wave = (speed: number) => weeks.map((_, week) => 0.01 * Math.sin(speed * week * week));

function tried(runId: string, own: RunRequest = request, pValue = 0.01): TriedTrial[] {
  return trialsOf(own, members).map((trial, at) => ({
    ...trial,
    runId,
    sample: { start: '2023-01-02', end: '2024-02-19' },
    found: { observations: 250, sharpe: 0.1 - 0.05 * at, pValue, premium: 0.1, weeks, returns: wave(0.3 + at) },
  }));
}

const summary = {
  role: 'sample',
  premium: 0.1,
  statistics: {
    trials: 2,
    premiumPValueBenjaminiHochberg: 0.02,
    sharpePerSession: 0.1,
    premiumObservations: 250,
    premiumSkewness: 0,
    premiumKurtosis: 3,
  },
};

test('the same question has the same trial whatever its date ranges, horizons and project, and in any order', () => {
  const ids = (own: Partial<RunRequest>, of: object[] = members) =>
    trialsOf({ ...request, ...own }, of).map(({ id }) => id);
  const same = ids({});
  expect(ids({ ranges: '2020-01-01..2020-12-31', from: '2019-01-01', horizons: [5], project: 'x' })).toEqual(same);
  expect(ids({ universe: 'AAA,BBB' }, [...members].reverse())).toEqual(same);
  expect(ids({ factors: ['RSI14', 'ROC20'] })).toEqual([...same].reverse());
  const others: Partial<RunRequest>[] = [
    { weighting: 'cap' },
    { groups: 5 },
    { costBasisPoints: 20 },
    { winsorise: 0.01 },
    { neutralise: 'size' },
  ];
  const all = [same, ...others.map((own) => ids(own)), ids({}, [{ symbol: 'AAA' }])].flat();
  expect(new Set(all).size).toBe(2 * (others.length + 2));
});

test('twins are worth one trial, and those that share few weeks stay apart', () => {
  const own = { id: 'a', weeks, returns: wave(0.3) };
  const twin = { id: 'b', weeks, returns: wave(0.3).map((value) => -2 * value) };
  expect(effectiveTrials([own, twin, { id: 'c', weeks, returns: wave(1.7) }])).toBe(2);
  expect(effectiveTrials([own, { ...twin, weeks: weeks.slice(40), returns: twin.returns.slice(40) }])).toBe(2);
  expect(effectiveTrials([])).toBe(0);
});

describe('the ledger of a warehouse', () => {
  let home: string;
  let warehouse: Warehouse;
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'fm-ledger-'));
    warehouse = await openWarehouse({ home });
  });
  afterEach(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('holds each distinct trial of twenty runs once, and the adjusted p never falls', async () => {
    const adjusted: number[] = [];
    for (let run = 0; run < 20; run++) {
      const own = { ...request, ranges: `r${run}`, groups: 2 + (run >> 2) };
      await recordTrials(warehouse, 'warehouse', tried(`run${run}`, own, 0.5 / (run + 1)), day);
      const [first] = withLedger([summary], await standingOfRun(warehouse, 'run0'));
      adjusted.push(adjustedP(first!)!);
    }
    expect(adjusted).toEqual(adjusted.toSorted((a, b) => a - b));
    expect(adjusted.at(-1)).toBeCloseTo(0.02 * 5, 12);
    const trials = await listTrials(warehouse);
    expect(trials.map(({ runs }) => runs)).toEqual(Array(10).fill(4));
    expect(await standingOf(warehouse, 'warehouse')).toMatchObject({ trials: 10, effective: 2 });
  });

  test('counts a repeated run once, keeps the first day, and a run that only began', async () => {
    await recordTrials(warehouse, 'warehouse', tried('one'), day);
    await recordTrials(warehouse, 'warehouse', tried('one'), new Date('2024-05-05'));
    const unfinished = { ...request, weighting: 'cap' } as const;
    const ran = { runId: 'two', sample: { start: '2023-01-02', end: '2024-02-19' } };
    const begun = trialsOf(unfinished, members).map((trial): TriedTrial => ({ ...trial, ...ran }));
    await recordTrials(warehouse, 'warehouse', begun, new Date('2024-05-06'));
    expect((await standingOf(warehouse, 'warehouse')).trials).toBe(4);
    expect(await listTrials(warehouse)).toMatchObject([
      { runs: 1, firstTried: '2024-03-01', lastTried: '2024-03-01', sharpe: 0.1, isFound: true },
      { runs: 1, isFound: true },
      { firstTried: '2024-05-06', sharpe: null, pValue: null, isFound: false },
      { isFound: false },
    ]);
  });

  test('judges a run by the larger of its families, and one that is in none not at all', async () => {
    await recordTrials(warehouse, 'warehouse', [...tried('one'), ...tried('two', { ...request, groups: 9 })], day);
    await recordTrials(warehouse, 'fresh', tried('one'), day);
    expect(await standingOfRun(warehouse, 'one')).toMatchObject({ family: 'warehouse', trials: 4 });
    expect(await standingOfRun(warehouse, 'older')).toBeUndefined();
    expect(withLedger([summary], undefined)).toEqual([summary]);
  });

  test('adds candidates that a search counted, part by part, each part once', async () => {
    await recordTrials(warehouse, 'warehouse', tried('one'), day);
    const count = { search: 's', candidates: 500, effective: 40, sharpes: { count: 500, mean: 0, variance: 1 } };
    for (const part of ['0', '1', '1']) await recordCandidateCount(warehouse, 'warehouse', { ...count, part }, day);
    const standing = await standingOf(warehouse, 'warehouse');
    expect(standing).toMatchObject({ trials: 1002, effective: 82 });
    // Two trials with t 0.1 sqrt(250) and 0.05 sqrt(250) among a thousand of variance 1.
    const [a, b] = [0.1 * Math.sqrt(250), 0.05 * Math.sqrt(250)];
    expect(standing.variance).toBeCloseTo((998 + a * a + b * b - (a + b) ** 2 / 1002) / 1001, 9);
  });
});

describe('two processes at once, killed at random', () => {
  const root = mkdtempSync(join(tmpdir(), 'fm-ledger-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const runs = 12;
  const input = join(root, 'trials.json');
  writeFileSync(
    input,
    JSON.stringify(Array.from({ length: runs }, (_, run) => tried(`run${run}`, { ...request, groups: 2 + (run % 6) }))),
  );
  const script = bundled(fileURLToPath(new URL('../testing/record-trials.ts', import.meta.url)));

  /** Records all trials in a process of its own, which is killed once it has written so many lines, and a moment later. */
  async function record(home: string, lines = Infinity, milliseconds = 0): Promise<number | null> {
    const child = spawn(process.execPath, [script, home, input], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close') as Promise<[number | null]>;
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      seen += line === '' ? 0 : 1;
      if (seen === lines) setTimeout(() => child.kill('SIGKILL'), milliseconds);
    }
    const [status] = await ended;
    return status;
  }

  test.each(everyCaseOr([1, 2, 3], [1, 2]))(
    'leave the ledger that one process leaves (seed %i)',
    async (seed) => {
      const home = join(root, `seed-${seed}`);
      const random = randomBySeed(seed);
      for (let round = 0; round < 2; round++) {
        const kill = () => record(home, 1 + Math.floor(random() * runs), random() * 30);
        await Promise.all([kill(), kill()]);
      }
      expect(await Promise.all([record(home), record(home)])).toEqual([0, 0]);
      const warehouse = await openWarehouse({ home });
      try {
        const found = await listTrials(warehouse);
        expect(found).toHaveLength(12);
        expect(found.map(({ runs: tries }) => tries)).toEqual(Array(12).fill(2));
        expect(await standingOf(warehouse, 'warehouse')).toMatchObject({ trials: 12, effective: 2 });
      } finally {
        await warehouse.close();
      }
    },
    300_000,
  );
});

/** Numbers from 0 to 1 that depend on the seed only (Lehmer's generator with the multiplier of Park and Miller, 1988). */
function randomBySeed(seed: number): () => number {
  let state = (seed * 7919) % 2147483647;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
