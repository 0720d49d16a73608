import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { RunResults } from '@fm/results/read';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;

describe('a formula on the command line', () => {
  const homes = ['command', 'workflow'].map((name) => mkdtempSync(join(tmpdir(), `fm-formula-${name}-`)));
  const [home, workflow] = homes as [string, string];
  const numbers = (folder: string, ...args: string[]) => {
    const { status, stdout, stderr } = runFm(folder, 'mine', ...args, '--format', 'json');
    if (status !== 0) throw new Error(stderr);
    const { run, summaries } = JSON.parse(stdout) as RunResults;
    return { id: run.id, summaries };
  };

  holdHomes(homes, wavePrices(6, '2020-01-01', 193));

  test(
    'is mended by the message and mined, and from a file by the workflow it is the same run',
    () => {
      const wrong = runFm(home, 'mine', '--formula', 'mom = close / dely(close, 20) - 1');
      expect(wrong.status).toBe(2);
      expect(wrong.stderr).toMatch(/dely .*column 9.*delay.*\n\s+close \/ dely\(close, 20\) - 1\n\s+\^{4}/s);
      const mined = numbers(home, '--formula', 'mom = close / delay(close, 20) - 1');
      expect(mined.summaries.map(({ factor }) => factor)).toContain('mom');
      const file = join(home, 'mine.yaml');
      writeFileSync(file, '- name: mom\n  formula: close / delay(close, 20) - 1\n');
      expect(numbers(workflow, '--formulas', file, '--workflow')).toEqual(mined);
      writeFileSync(file, '- name: mom\n  formula: (close - delay(close, 20)) / delay(close, 20) + 0 * 1\n');
      const [other] = numbers(home, '--formulas', file).summaries;
      expect(other?.statistics).toMatchObject({ ledgerTrials: 2 });
    },
    patience,
  );
});
