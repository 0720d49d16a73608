import { describe, expect, test } from '@jest/globals';
import type { RunsPageBody } from '../api/operation-schemas.ts';
import { concurrencyMap, durationMap } from './operations.ts';
import { lightTheme } from './theme.ts';

const context = { theme: lightTheme, width: 900, synthetic: false };

interface Timed {
  readonly run: string;
  readonly cut?: readonly [threadNo: number, parallelM: number];
  readonly status?: string;
  readonly seconds?: number | null;
  /** Milliseconds by factor, of each stage. */
  readonly slices?: Readonly<Record<string, readonly number[]>>;
}

/** The answer about runs with these times; all else of a run is the same. */
function answerOf(timed: readonly Timed[]): RunsPageBody {
  const rows = timed.map(({ run, cut = [0, 0], status = 'succeeded', seconds = 1 }) => ({
    ...{ run, status, synthetic: true, notes: [], dataVersion: '', codeVersion: '', request: '{}', error: '' },
    ...{ startedAt: '2024-01-05 10:10:00.000', finishedAt: null, version: '1', runner: 'local', execution: '' },
    ...{ threadNo: cut[0], parallelM: cut[1], jobs: 1, begun: 1, command: '' },
    ...{ holdout: '', openedOn: [], holdoutRuns: [], trials: 1, name: '', note: '', pinned: false, archived: false },
    ...{ factors: [], ranges: '', universe: '' },
    ...{ slices: 1, slicesDone: 1, slicesFailed: 0, sliceAttempts: 1 },
    durationMs: seconds === null ? null : seconds * 1000,
  }));
  const durations = timed.flatMap(({ run, slices = {} }) =>
    Object.entries(slices).flatMap(([factor, stages]) =>
      stages.map((durationMs, at) => ({ run, factor, stage: `stage-${at}`, durationMs })),
    ),
  );
  const may = { mayStart: false, mayLabel: false, mayChooseJobs: false };
  return { rows, durations, archived: 0, ...may, total: rows.length, page: 1, pageSize: 200 };
}

/** Places and values of a heat map as it is drawn. */
function drawn({ option }: { option: object }) {
  const { xAxis, yAxis, series } = option as {
    xAxis: { data: string[] };
    yAxis: { data: string[] };
    series: { data: { value: unknown[] }[] }[];
  };
  return { columns: xAxis.data, rows: yAxis.data, cells: series[0]?.data.map(({ value }) => value) };
}

describe('durationMap', () => {
  const several = answerOf([
    { run: 'cccccccc3', cut: [4, 2], slices: { RSI14: [30], PB: [5] } },
    { run: 'bbbbbbbb2', cut: [1, 8], slices: { RSI14: [100, 20], PB: [40] } },
    { run: 'aaaaaaaa1', slices: { RSI14: [400, 100, 50] } },
  ]);

  test('adds up the slices of every stage by factor, and names how each run was cut', () => {
    const map = durationMap(several, context);
    expect(drawn(map)).toEqual({
      columns: ['cccccccc (4 x 2)', 'bbbbbbbb (1 x 8)', 'aaaaaaaa'],
      rows: ['RSI14', 'PB'],
      cells: [
        ['cccccccc (4 x 2)', 'RSI14', 30],
        ['cccccccc (4 x 2)', 'PB', 5],
        ['bbbbbbbb (1 x 8)', 'RSI14', 120],
        ['bbbbbbbb (1 x 8)', 'PB', 40],
        ['aaaaaaaa', 'RSI14', 550],
      ],
    });
    expect(map.lead).toBe('Slowest: RSI14 in run aaaaaaaa, 550 ms.');
    expect(map.table.rows).toContainEqual({ run: 'bbbbbbbb2', cut: '1 x 8', factor: 'RSI14', milliseconds: 120 });
  });

  test('shows the latest twelve runs and leaves out the times of the others', () => {
    const many = Array.from({ length: 15 }, (_, at) => ({ run: `run-${100 + at}`, slices: { PB: [at] } }));
    const { columns, cells } = drawn(durationMap(answerOf(many), context));
    expect(columns).toEqual(many.slice(0, 12).map(({ run }) => run));
    expect(cells).toHaveLength(12);
  });

  test('says that there is no slice yet', () => {
    expect(durationMap(answerOf([{ run: 'a' }]), context).lead).toBe('No slice yet.');
  });
});

describe('concurrencyMap', () => {
  const cuts = answerOf([
    { run: 'a', cut: [2, 4], seconds: 30 },
    { run: 'b', cut: [2, 4], seconds: 10 },
    { run: 'c', cut: [2, 4], seconds: 11 },
    { run: 'd', cut: [16, 4], seconds: 8 },
    { run: 'e', cut: [2, 1], seconds: 50 },
    { run: 'f', seconds: 20 },
    { run: 'g', cut: [2, 4], status: 'failed', seconds: 1 },
    { run: 'h', cut: [64, 64], status: 'running', seconds: null },
  ]);

  test('shows the median seconds of the complete runs of each cut, counts in order of number, no cell where none was run', () => {
    const map = concurrencyMap(cuts, context);
    expect(drawn(map)).toEqual({
      columns: ['as planned', '2', '16'],
      rows: ['as planned', '1', '4'],
      cells: [
        ['as planned', 'as planned', 20],
        ['2', '1', 50],
        ['2', '4', 11],
        ['16', '4', 8],
      ],
    });
    expect(map.lead).toBe('Fastest: 8.0 s; stock groups 16, date segments 4.');
    expect(map.description).toContain('stock groups 2, date segments 4: 11.0 s');
  });

  test('says with each cell how many runs it stands for', () => {
    const runs = concurrencyMap(cuts, context).table.rows.map(({ x, y, runs: count }) => [x, y, count]);
    expect(runs).toEqual([
      ['as planned', 'as planned', 1],
      ['2', '1', 1],
      ['2', '4', 3],
      ['16', '4', 1],
    ]);
  });

  test('says that no run is complete yet', () => {
    expect(concurrencyMap(answerOf([{ run: 'a', status: 'running', seconds: null }]), context).lead).toBe(
      'No run is complete yet.',
    );
  });
});
