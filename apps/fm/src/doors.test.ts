import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runFm } from './testing/run-fm.ts';

const root = mkdtempSync(join(tmpdir(), 'fm-doors-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const answer = JSON.stringify({
  format: 'fm.searches.v1',
  searches: [{ symbol: 'AAPL', collected_at: '2025-11-28T06:34:57Z', response: { query: 'q', results: [] } }],
});
const tickers = '{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."}}';

interface Door {
  readonly extension: string;
  /** A file that the door can use, and one that it cannot. */
  readonly good: string;
  readonly bad: string;
}

const doors: Readonly<Record<string, Door>> = {
  prices: { extension: 'csv', good: priceFile(), bad: 'nothing\n' },
  'corporate-actions': {
    extension: 'csv',
    good: 'Symbol,Date,Kind,Value\nAAPL,2020-08-31,split,4:1\n',
    bad: 'Symbol,Date,Kind,Value\n<b>,2020-08-31,split,4:1\n',
  },
  delistings: {
    extension: 'csv',
    good: 'symbol,date,return\nAAPL,2020-08-31,-0.3\n',
    bad: 'symbol,date,return\nAAPL,2020-08-31,-3\n',
  },
  'short-interest': {
    extension: 'csv',
    good: 'symbol,settlementDate,publishedAt,sharesShort\nAAPL,2020-08-14,2020-08-25,98000000\n',
    bad: 'symbol,settlementDate,publishedAt,sharesShort\nAAPL,2020-08-14,2020-08-13,98000000\n',
  },
  groups: { extension: 'csv', good: 'ticker,group,since\nAAPL,Technology,1980-12-12\n', bad: 'ticker,group\n\0,x\n' },
  'sec-filing': { extension: 'json', good: tickers, bad: '{"facts":' },
  'web-search': { extension: 'json', good: answer, bad: answer.replace('06:34:57Z', '06:34:57') },
};

function priceFile(): string {
  const days = Array.from({ length: 30 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)))
    .filter((day) => day.getUTCDay() % 6 !== 0)
    .map((day, at) => `${day.toISOString().slice(0, 10)},${100 + (at % 3)},1000`);
  return `Date,Close,Volume\n${days.join('\n')}\n`;
}

test.each(Object.entries(doors))(
  'a folder with a pipe, a device, a loop, a link that leads nowhere and a bad file gives %s its good file and names the rest',
  (name, { extension, good, bad }) => {
    const folder = join(root, name, 'in');
    mkdirSync(join(folder, 'deep'), { recursive: true });
    const at = (file: string): string => join(folder, `${file}.${extension}`);
    writeFileSync(join(folder, 'deep', `AAPL.${extension}`), good);
    writeFileSync(at('BAD'), bad);
    symlinkSync(folder, join(folder, 'deep', 'loop'));
    symlinkSync(at('gone'), at('DANGLING'));
    symlinkSync('/dev/zero', at('ZERO'));
    execFileSync('mkfifo', [at('PIPE')]);

    const run = runFm(join(root, name, 'home'), 'ingest', name, folder, '--format', 'json');
    expect(run.stderr).toContain('the link is broken');
    expect(run.stderr).toMatch(/PIPE.*a pipe|a pipe.*PIPE/);
    expect(run.stderr).toMatch(/ZERO.*a device|a device.*ZERO/);
    expect(run.status).toBe(1);
    const listed = JSON.parse(runFm(join(root, name, 'home'), 'quarantine', 'list', '--format', 'json').stdout) as {
      uri: string;
    }[];
    expect(listed.map(({ uri }) => uri)).toHaveLength(1);

    const again = runFm(join(root, name, 'home'), 'ingest', name, folder, '--format', 'json');
    expect(JSON.parse(again.stdout)).toMatchObject(name === 'prices' ? { rowsNew: 0 } : { new: 0 });
  },
  120_000,
);
