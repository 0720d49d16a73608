import { describe, expect, test } from '@jest/globals';
import { stagedProgress } from './staged-progress.ts';

describe('progress over stages', () => {
  const shown: [number, string][] = [];
  const bar = {
    update: (done: number, total: number, what: string) => shown.push([Number((done / total).toFixed(3)), what]),
    stop: () => undefined,
  };
  const said: string[] = [];
  const progress = stagedProgress({ writing: 1, reading: 3, mining: 4 }, bar, (text) => said.push(text));

  test('begins at nothing, goes on within a stage by its share, and never goes back', () => {
    progress.enter('writing');
    progress.enter('reading');
    progress.update(1, 2, 'AAPL.csv');
    progress.update(2, 2);
    progress.enter('mining');
    progress.update(0, 0);
    progress.update(9, 8);
    expect(shown).toEqual([
      [0, 'writing'],
      [0.125, 'reading'],
      [0.313, 'reading: AAPL.csv'],
      [0.5, 'reading'],
      [0.5, 'mining'],
      [0.5, 'mining'],
      [1, 'mining'],
    ]);
    const shares = shown.map(([share]) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  test('says each stage once where there is no bar', () => {
    expect(said).toEqual(['writing ...', 'reading ...', 'mining ...']);
  });
});
