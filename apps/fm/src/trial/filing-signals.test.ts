import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runFm } from '../testing/run-fm.ts';
import { Payload } from './company-facts-payload.ts';

const data = process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const withData = existsSync(join(data, 'companyfacts/full')) ? describe : describe.skip;

const signals = [
  ...['AssetGrowth', 'grcapx', 'Investment', 'InvestPPEInv', 'DelCOA', 'DelDRC', 'PctAcc'].map(
    (name) => `investment.${name}`,
  ),
  ...['ChAssetTurnover', 'roaq', 'ChTax'].map((name) => `profitability.${name}`),
  ...['XFIN', 'NetDebtFinance', 'CompositeDebtIssuance'].map((name) => `issuance.${name}`),
];

/*
 * Apple's annual report of fiscal 2022 was accepted after the close of 2022-10-27, its report of the quarter to 2022-12-31
 * after the close of 2023-02-02. What a period before was, is what the report of that period said.
 */
withData('published signals of the filings of Apple', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-signals-'));
  const values = new Map<string, number>();

  beforeAll(() => {
    const facts = join(data, 'companyfacts');
    runFm(home, 'ingest', 'prices', join(data, 'prices/yahoo-csv'));
    const documents = ['company_tickers.json', 'submissions', 'full'].map((name) => join(facts, name));
    const ingested = runFm(home, 'ingest', 'sec-filing', ...documents);
    if (ingested.status !== 0) throw new Error(ingested.stderr);
    const options = ['--universe', 'AAPL,WMT,MCD,HD,NKE', '--ranges', '2015-01-01..2023-12-31'];
    const mined = runFm(home, 'mine', ...options, '--factors', signals.join(','));
    if (mined.status !== 0) throw new Error(mined.stderr);
    for (const line of runFm(home, 'export', 'factor-values').stdout.split('\n').slice(1)) {
      const [, factor, symbol, date, value] = line.replaceAll('"', '').split(',');
      if (symbol === 'AAPL') values.set(`${factor} ${date}`, Number(value));
    }
  }, 300_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const years = { 2019: '2018-09-30..2019-09-28', 2020: '2019-09-29..2020-09-26' } as const;
  const [y19, y20, y21, y22] = [years[2019], years[2020], '2020-09-27..2021-09-25', '2021-09-26..2022-09-24'];
  const [e17, e21, e22] = ['2017-09-30', '2021-09-25', '2022-09-24'];

  const ofTheYear = (): Record<string, number> => {
    const apple = new Payload(join(data, 'companyfacts'), '0000320193');
    /** A figure as the report of its own period says it: filed within 90 days. */
    const a = (tag: string, period: string): number => {
      const end = period.split('..').at(-1) as string;
      return apple.value(tag, period, new Date(Date.parse(end) + 90 * 86_400_000).toISOString().slice(0, 10));
    };
    const [revenue, capital] = [
      'RevenueFromContractWithCustomerExcludingAssessedTax',
      'PaymentsToAcquirePropertyPlantAndEquipment',
    ];
    const assets = (end: string): number => a('Assets', end);
    const change = (tag: string): number => a(tag, e22) - a(tag, e21);
    const intensity = (year: string): number => a(capital, year) / a(revenue, year);
    const debt = (end: string): number =>
      ['LongTermDebtNoncurrent', 'LongTermDebtCurrent', 'CommercialPaper'].reduce((sum, tag) => sum + a(tag, end), 0);
    const cash = 'CashAndCashEquivalentsAtCarryingValue';
    const [income, operating] = [a('NetIncomeLoss', y22), a('NetCashProvidedByUsedInOperatingActivities', y22)];
    const netDebt = a('ProceedsFromIssuanceOfLongTermDebt', y22) - a('RepaymentsOfLongTermDebt', y22);
    const paid = a('PaymentsOfDividends', y22) + a('PaymentsForRepurchaseOfCommonStock', y22);
    const dueSoon = change('LongTermDebtCurrent') + change('CommercialPaper');
    const meanAssets = (assets(e22) + assets(e21)) / 2;
    return {
      'investment.AssetGrowth': assets(e22) / assets(e21) - 1,
      'investment.grcapx': a(capital, y22) / a(capital, y20),
      'investment.Investment': (3 * intensity(y22)) / (intensity(y21) + intensity(y20) + intensity(y19)),
      'investment.InvestPPEInv': (change('PropertyPlantAndEquipmentNet') + change('InventoryNet')) / assets(e21),
      'investment.DelCOA': (change('AssetsCurrent') - change(cash)) / meanAssets,
      'investment.DelDRC': change('ContractWithCustomerLiabilityCurrent') / meanAssets,
      'investment.PctAcc': (income - operating) / Math.abs(income),
      'profitability.ChAssetTurnover': a(revenue, y22) / assets(e22) - a(revenue, y21) / assets(e21),
      'issuance.XFIN': (netDebt - paid) / assets(e22),
      'issuance.NetDebtFinance': (netDebt - dueSoon) / meanAssets,
      'issuance.CompositeDebtIssuance': Math.log(debt(e22) / debt(e17)),
    };
  };

  const ofTheQuarter = (): Record<string, number> => {
    const apple = new Payload(join(data, 'companyfacts'), '0000320193');
    const [quarter, before] = ['2022-09-25..2022-12-31', '2021-09-26..2021-12-25'];
    const q = (tag: string, period: string, filedBy: string): number => apple.value(tag, period, filedBy);
    const tax = 'IncomeTaxExpenseBenefit';
    return {
      'profitability.roaq': q('NetIncomeLoss', quarter, '2023-02-03') / q('Assets', e22, '2022-12-31'),
      'profitability.ChTax':
        (q(tax, quarter, '2023-02-03') - q(tax, before, '2022-02-28')) / q('Assets', '2021-12-25', '2022-02-28'),
    };
  };

  test.each([
    ['2022-10-27', '2022-10-28', ofTheYear],
    ['2023-02-02', '2023-02-03', ofTheQuarter],
  ])('are on %s still the old ones and on %s those that its figures make', (before, day, expected) => {
    const found = Object.entries(expected()).map(([signal, value]) => ({
      signal,
      isRight: Math.abs((values.get(`${signal} ${day}`) ?? NaN) / value - 1) < 1e-9,
      isNew: Math.abs((values.get(`${signal} ${before}`) ?? NaN) / value - 1) > 1e-6,
    }));
    expect(found).toEqual(found.map(({ signal }) => ({ signal, isRight: true, isNew: true })));
  });
});
