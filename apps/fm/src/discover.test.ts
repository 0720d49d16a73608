import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;

/** Enough to come to the planted formula among the small ones, and no more. */
const few = ['--budget', '1400'] as const;

describe('fm discover', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-discover-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test(
    '--demo finds what is planted, and shows it in the three periods with what could have been seen',
    () => {
      const sealed = runFm(home, 'discover', '--demo', ...few, '--sealed', '--wide');
      expect(sealed).toMatchObject({ status: 0 });
      expect(sealed.stdout).toContain('lock-box: sealed');
      expect(sealed.stderr).toMatch(/\d tried, [\d.]+ a second; best \|t\| [\d.]+, by luck/);
      expect(sealed.stderr).toContain('MiB');
      const opened = runFm(home, 'discover', 'open', '--wide');
      expect(opened.stdout).toMatch(/confirmed .*-\(ts_corr\((close, volume|volume, close), 10\)\)\n/);
      expect(opened.stdout).toContain('opening 1 of these days: level 0.0304');
      expect(opened.stdout).toContain('need hundreds of stocks');
      expect(runFm(home, 'discover', 'show', '--wide').stdout).toBe(opened.stdout);
      const listed = JSON.parse(runFm(home, 'discover', 'list', '--format', 'json').stdout) as unknown;
      expect(listed).toMatchObject([{ status: 'finished', synthetic: true, opening: { number: 1 } }]);
    },
    patience,
  );

  test(
    'keep makes factors of what the lock-box confirmed, which carry their history',
    () => {
      const confirmed = runFm(home, 'discover', 'show', '--wide').stdout.match(/^confirmed /gm)?.length ?? 0;
      expect(confirmed).toBeGreaterThan(0);
      const { stdout, status } = runFm(home, 'discover', 'keep', '--prefix', 'quiet');
      expect(status).toBe(0);
      expect(stdout.trim().split('\n')).toHaveLength(confirmed);
      expect(stdout).toMatch(/^quiet_1 {2}ts_corr\((close, volume|volume, close), 10\)\n/);
      expect(runFm(home, 'discover', 'keep', '--prefix', 'quiet')).toMatchObject({ status: 0, stdout });
      const yaml = runFm(home, 'factors', 'export', 'quiet_1').stdout;
      expect(yaml).toMatch(/sign: -1/);
      expect(yaml.replace(/\s+/g, ' ')).toMatch(
        /One of \d+ formulas that a search tried.* in the discovery period, .* in the lock-box.*Search [0-9a-f]{12} over .*opening 1/,
      );
      expect(JSON.parse(runFm(home, 'factors', 'list', '--format', 'json').stdout)).toHaveLength(confirmed);
    },
    patience,
  );

  test(
    'placebo repeats the whole procedure over returns of other sessions, once each, and shows its p-value',
    () => {
      expect(runFm(home, 'discover', 'show').stdout).toContain('no placebo search; `fm discover placebo');
      const first = runFm(home, 'discover', 'placebo', '--reruns', '1');
      expect(first).toMatchObject({ status: 0 });
      expect(first.stderr).toContain('placebo 1 of 1');
      const both = runFm(home, 'discover', '--demo', ...few, '--placebo', '2', '--format', 'json');
      expect(both.stderr).not.toContain('placebo 1 of 2');
      expect(both.stderr).toContain('placebo 2 of 2');
      expect(JSON.parse(both.stdout)).toMatchObject({ placebo: { reruns: 2, budget: 140 } });
      expect(runFm(home, 'discover', 'show').stdout).toMatch(
        /whole procedure: p [\d.]+ by 2 placebo searches of 140 candidates each.*not trials of the ledger/,
      );
    },
    patience,
  );

  test('refuses what it cannot search', () => {
    expect(runFm(home, 'discover', '--demo', '--lockbox', '2001-01-01')).toMatchObject({ status: 2 });
    const periods = runFm(home, 'discover', '--demo', '--lockbox', '2001-01-01..2001-12-31');
    expect(periods.status).toBe(2);
    expect(periods.stderr).toContain('WRONG_PERIODS');
    const memory = runFm(home, 'discover', '--demo', '--seed', '9', '--memory', '100');
    expect(memory.status).toBe(2);
    expect(memory.stderr).toContain('SEARCH_MEMORY');
  });
});
