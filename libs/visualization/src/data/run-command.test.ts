import { describe, expect, test } from '@jest/globals';
import { commandOf, mineArguments } from './run-command.ts';

const request = JSON.stringify({ factors: ['RSI14', 'ROC20'], universe: "it's", ranges: 'yearly', groups: 3 });

describe('the command of a run', () => {
  test('is the request, quoted for a shell', () => {
    expect(commandOf(request, { threadNo: 0, parallelM: 0, jobs: 1 })).toBe(
      `npm run fm -- mine --factors RSI14,ROC20 --universe 'it'\\''s' --ranges yearly --groups 3`,
    );
  });

  test('keeps how the run was cut and how many slices it worked on at once', () => {
    expect(commandOf(request, { threadNo: 2, parallelM: 3, jobs: 4 })).toMatch(
      /--thread-no 2 --parallel-m 3 --jobs 4$/,
    );
  });

  test('keeps formulas and their dialect, without those that are found by their names', () => {
    const formulas = [
      { name: 'mom', formula: 'Ref($close, 1)', dialect: 'qlib' },
      { name: 'alpha158.MA5', formula: 'ts_mean(close, 5) / close' },
      { name: 'values:mine', formula: 'values:mine' },
    ];
    const asked = JSON.stringify({ factors: formulas.map(({ name }) => name), formulas });
    expect(commandOf(asked, { threadNo: 0, parallelM: 0, jobs: 1 })).toBe(
      "npm run fm -- mine --factors mom,alpha158.MA5,values:mine --formula 'mom = Ref($close, 1)' --dialect qlib",
    );
  });

  test('keeps the hold-out', () => {
    const holdout = '2022-01-01..2023-12-31';
    expect(mineArguments(JSON.stringify({ factors: ['RSI14'], holdout }))).toEqual([
      '--factors',
      'RSI14',
      '--holdout',
      holdout,
    ]);
  });

  test('keeps the project whose trials these are', () => {
    expect(mineArguments(JSON.stringify({ project: 'momentum' }))).toEqual(['--project', 'momentum']);
  });

  test('hands the cut of a request on', () => {
    expect(mineArguments(JSON.stringify({ factors: ['RSI14'], threadNo: 2, parallelM: 3 }))).toEqual([
      '--factors',
      'RSI14',
      '--thread-no',
      '2',
      '--parallel-m',
      '3',
    ]);
  });
});
