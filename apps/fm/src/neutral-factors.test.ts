import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import type { FactorReport } from './json-outputs.ts';
import { holdHomes } from './testing/hold-homes.ts';
import { runFm } from './testing/run-fm.ts';

const patience = 300_000;
const prices = wavePrices(7, '2020-01-01', 193);
const symbols = [...new Set(prices.map(({ symbol }) => symbol))].sort();
const [home, other] = ['plain', 'workflow'].map((name) => mkdtempSync(join(tmpdir(), `fm-neutral-${name}-`))) as [
  string,
  string,
];
const ranges = ['--ranges', '2020-03-02..2020-08-31'];
const request = ['mine', '--factors', 'ROC20', ...ranges, '--neutralise', 'MOM,volatility'];

holdHomes([home, other], prices);

test(
  'values are made neutral to a kept formula and to volatility, with the same results by the workflow',
  () => {
    for (const one of [home, other])
      expect(runFm(one, 'factors', 'add', '--formula', 'mom = close / delay(close, 10)')).toMatchObject({ status: 0 });
    const mined = runFm(home, ...request, '--format', 'csv');
    expect(mined).toMatchObject({ status: 0 });
    const byWorkflow = runFm(other, ...request, '--workflow', '--format', 'csv');
    expect(byWorkflow).toMatchObject({ status: 0, stdout: mined.stdout });
    const { stderr } = runFm(home, 'report', 'ROC20');
    expect(stderr).toContain('neutral to volatility and mom at once');
    expect(stderr).toContain('mom is close / delay(close, 10).');
  },
  patience,
);

test(
  'a run resumes with the definitions that it was begun with, and the guard holds through them',
  () => {
    const [{ id }] = JSON.parse(runFm(home, 'runs', '--format', 'json').stdout) as [{ id: string }];
    expect(runFm(home, 'factors', 'remove', 'mom')).toMatchObject({ status: 0 });
    expect(runFm(home, 'runs', 'resume', id)).toMatchObject({ status: 0 });
    const verified = runFm(home, 'verify', 'ROC20', '--neutralise', 'volatility,RSI14', '--format', 'json');
    expect(JSON.parse(verified.stdout)).toMatchObject([{ factor: 'ROC20', violations: [] }]);
    const unknown = runFm(home, ...request);
    expect(unknown).toMatchObject({ status: 2 });
    expect(unknown.stderr).toContain('values cannot be made neutral to "MOM"');
  },
  patience,
);

test(
  'a report shows the factor within each industry; of a single one the numbers are those of the whole',
  () => {
    expect(runFm(home, 'mine', '--factors', 'ROC20', ...ranges)).toMatchObject({ status: 0 });
    const report = () => JSON.parse(runFm(home, 'report', 'ROC20', '--format', 'json').stdout) as FactorReport;
    expect(report().bySector).toMatchObject({ sectors: [], missing: expect.stringContaining('fm ingest groups') });
    const file = join(home, 'groups.csv');
    writeFileSync(file, `ticker,group,since\n${symbols.map((symbol) => `${symbol},one,2019-12-01`).join('\n')}\n`);
    expect(runFm(home, 'ingest', 'groups', file)).toMatchObject({ status: 0 });
    const { bySector, summaries } = report();
    const [{ premium, premiumTStat, statistics }] = summaries as [FactorReport['summaries'][number]];
    expect(bySector).toMatchObject({ horizon: 21, missing: null, sectors: [{ sector: 'one', stocks: 7 }] });
    const [{ icMean, icTStat, spread, spreadTStat }] = bySector!.sectors as [
      NonNullable<FactorReport['bySector']>['sectors'][number],
    ];
    expect([icMean, icTStat, spread, spreadTStat]).toEqual(
      [statistics['ic21Mean'], statistics['ic21T'], premium, premiumTStat].map((value) =>
        typeof value === 'number' ? expect.closeTo(value, 12) : null,
      ),
    );
    const text = runFm(home, 'report', 'ROC20');
    expect(text.stdout).toMatch(/by industry, 2020-03-02 to 2020-08-31\nindustry +stocks +rank IC/);
    expect(text.stderr).toContain('ranked among those of their industry');
    const sheet = join(home, 'sheet.html');
    expect(runFm(home, 'book', 'ROC20', '--html', sheet)).toMatchObject({ status: 0 });
    expect(readFileSync(sheet, 'utf8')).toMatch(/The factor by industry.*<td>7\.0<\/td>/s);
  },
  patience,
);
