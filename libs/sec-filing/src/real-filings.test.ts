import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import fc from 'fast-check';
import type { KnownFact } from './derive/known-fact.ts';
import { deriveFundamentals, type FundamentalEvent } from './derive/fundamentals.ts';
import type { FundamentalItem } from './derive/items.ts';
import { ingestFilings } from './ingest.ts';
import { parseDocument } from './parse/parse-document.ts';
import { factsAsOf, fundamentalSeries } from './testing/read-facts.ts';
import { realFilings, testWithRealFilings as check } from './testing/real-data.ts';
import { contentOf, openWorkbench, type Workbench } from './testing/workbench.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.end());

const aapl = '0000320193';
const wmt = '0000104169';
const nke = '0000320187';
const day = (date: string) => new Date(`${date}T00:00:00Z`);

/** The one value of a tag for a period as it was known. */
async function valueAsOf(cik: string, asOf: string, tag: string, start: string | undefined, end: string) {
  const facts = await factsAsOf(bench.warehouse, { cik, asOf: day(asOf), tags: [tag] });
  return facts.find((fact) => fact.end === end && (start === undefined ? fact.instant : fact.start === start))?.value;
}

const newYorkClock = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'medium' },
});

/** Times of acceptance of an index whose times are UTC, as the index writes them. */
function acceptanceTimes(cik: string): [string, number][] {
  const text = readFileSync(join(realFilings, `submissions/CIK${cik}.json`), 'utf8');
  const { recent } = (JSON.parse(text) as { filings: { recent: Record<string, string[]> } }).filings;
  return recent['accessionNumber']!.map((accn, at) => [accn, Date.parse(recent['acceptanceDateTime']![at]!)]);
}

/** The first weekday at whose close, 16:00 in New York, a moment lies behind. */
function firstCloseAfter(moment: number): string {
  for (let later = moment; ; later += 86_400_000) {
    const [date = '', clock = ''] = newYorkClock.format(new Date(later)).split(' ');
    const weekend = [0, 6].includes(new Date(date).getUTCDay());
    if (!weekend && (later > moment || clock < '16:00:00')) return date;
  }
}

/** An item of a stock as the last event known on a day has it. */
async function itemAsOf(symbol: string, item: FundamentalItem, asOf: string) {
  const rows = await fundamentalSeries(bench.warehouse, { symbols: [symbol], items: [item], until: day(asOf) });
  return rows.at(-1);
}

describe('real filings', () => {
  check(
    'go through the door, each row of them',
    async () => {
      const { warehouse, objectStore } = bench;
      const paths = ['full', 'submissions', 'trimmed', 'company_tickers.json'].map((name) => join(realFilings, name));
      const summary = await ingestFilings({ warehouse, objectStore, paths });
      expect(summary).toMatchObject({ fetched: 30, quarantined: 0, rowsQuarantined: 0, failed: [] });
      const rows = await warehouse.query(
        `SELECT cik, count() AS facts FROM filing_facts FINAL
         WHERE cik IN ('0000063908', '0000104169', '0000320187', '0000320193', '0000354950') GROUP BY cik ORDER BY cik`,
      );
      // What the complete files hold, and the rows that only the later, trimmed files have.
      const complete = {
        '0000063908': 23466,
        '0000104169': 24871,
        '0000320187': 19510,
        '0000320193': 24852,
        '0000354950': 21151,
      };
      for (const { cik, facts } of rows as { cik: keyof typeof complete; facts: string }[]) {
        expect(Number(facts)).toBeGreaterThanOrEqual(complete[cik]);
        expect(Number(facts)).toBeLessThan(complete[cik] + 400);
      }
      const again = await ingestFilings({ warehouse, objectStore, paths });
      expect(again).toMatchObject({ fetched: 30, new: 0, unchanged: 30, failed: [] });
    },
    240_000,
  );

  check('AAPL: revenue of fiscal 2022 as known on 2022-11-15, and not before it was accepted', async () => {
    const tag = 'RevenueFromContractWithCustomerExcludingAssessedTax';
    expect(await valueAsOf(aapl, '2022-11-15', tag, '2021-09-26', '2022-09-24')).toBe(394_328_000_000);
    expect(await valueAsOf(aapl, '2022-10-27', tag, '2021-09-26', '2022-09-24')).toBeUndefined();
    expect(await itemAsOf('AAPL', 'revenueTtm', '2022-11-15')).toMatchObject({
      ...{ value: 394_328_000_000, periodEnd: '2022-09-24', tag, derivation: 'reported', accn: '0000320193-22-000108' },
      knownAt: Date.parse('2022-10-27T22:01:14Z'),
    });
  });

  check('AAPL: the quarters of fiscal 2022, the fourth derived', async () => {
    const quarters = await Promise.all(
      ['2022-02-15', '2022-05-15', '2022-08-15', '2022-11-15'].map((date) => itemAsOf('AAPL', 'revenue', date)),
    );
    expect(quarters.map((quarter) => quarter?.value)).toEqual([
      123_945_000_000, 97_278_000_000, 82_959_000_000, 90_146_000_000,
    ]);
    expect(quarters.map((quarter) => quarter?.derivation)).toEqual([
      'reported',
      'reported',
      'reported',
      'year minus nine months',
    ]);
  });

  check('AAPL: revenue of fiscal 2008 before and after its restatement', async () => {
    const period = ['SalesRevenueNet', '2007-09-30', '2008-09-27'] as const;
    expect(await valueAsOf(aapl, '2010-01-01', ...period)).toBe(32_479_000_000);
    expect(await valueAsOf(aapl, '2010-02-01', ...period)).toBe(37_491_000_000);
    expect((await itemAsOf('AAPL', 'revenueTtmYearAgo', '2010-01-01'))?.value).toBe(32_479_000_000);
  });

  check('AAPL: shares outstanding of the cover page', async () => {
    expect(await itemAsOf('AAPL', 'sharesOutstanding', '2022-11-15')).toMatchObject({
      ...{ value: 15_908_118_000, periodEnd: '2022-10-14', tag: 'EntityCommonStockSharesOutstanding' },
    });
  });

  check('WMT: revenue, the derived fourth quarter, a restatement, shares', async () => {
    expect((await itemAsOf('WMT', 'revenueTtm', '2022-04-01'))?.value).toBe(572_754_000_000);
    expect(await itemAsOf('WMT', 'revenue', '2022-04-01')).toMatchObject({
      value: 572_754_000_000 - 419_883_000_000,
      derivation: 'year minus nine months',
    });
    const quarters = ['2021-06-30', '2021-09-30', '2021-12-31'].map((date) => itemAsOf('WMT', 'revenue', date));
    expect((await Promise.all(quarters)).map((quarter) => quarter?.value)).toEqual([
      138_310_000_000, 141_048_000_000, 140_525_000_000,
    ]);
    expect(await valueAsOf(wmt, '2010-08-31', 'InventoryNet', undefined, '2009-07-31')).toBe(33_861_000_000);
    expect(await valueAsOf(wmt, '2010-09-03', 'InventoryNet', undefined, '2009-07-31')).toBe(33_365_000_000);
    expect((await itemAsOf('WMT', 'sharesOutstanding', '2022-10-01'))?.value).toBe(2_714_237_937);
  });

  check('WMT: a filing known only by its date counts from the next session', async () => {
    const period = ['Revenues', '2021-02-01', '2022-01-31'] as const;
    expect(await valueAsOf(wmt, '2022-03-19', ...period)).toBeUndefined();
    expect(await valueAsOf(wmt, '2022-03-22', ...period)).toBe(572_754_000_000);
  });

  check(
    'NKE: revenue, the derived fourth quarter, a restatement, and shares in spite of a frozen cover page',
    async () => {
      expect((await itemAsOf('NKE', 'revenueTtm', '2022-08-01'))?.value).toBe(46_710_000_000);
      expect(await itemAsOf('NKE', 'revenue', '2022-08-01')).toMatchObject({
        value: 46_710_000_000 - 34_476_000_000,
        derivation: 'year minus nine months',
      });
      expect(await valueAsOf(nke, '2013-01-08', 'LiabilitiesCurrent', undefined, '2012-05-31')).toBe(3_865_000_000);
      expect(await valueAsOf(nke, '2013-01-11', 'LiabilitiesCurrent', undefined, '2012-05-31')).toBe(3_898_000_000);
      expect((await itemAsOf('NKE', 'sharesOutstanding', '2012-05-01'))?.value).toBe(458_368_009);
      expect(await itemAsOf('NKE', 'sharesOutstanding', '2022-11-15')).toMatchObject({
        value: 1_585_800_000,
        tag: 'WeightedAverageNumberOfDilutedSharesOutstanding',
      });
    },
  );

  check(
    'every report counts from its acceptance: the same day before the close, the next session after it',
    async () => {
      const rows = await bench.warehouse.query<{ cik: string; accn: string; filed: string; known: number }>(
        `SELECT DISTINCT cik, accn, toString(filed) AS filed, toFloat64(toUnixTimestamp64Milli(known_at)) AS known
       FROM filing_facts_known WHERE cik IN ('0000320187', '0000320193', '0000354950') AND match(form, '^10-[KQ]')`,
      );
      const accepted = new Map(['0000320187', '0000320193', '0000354950'].flatMap((cik) => acceptanceTimes(cik)));
      const seen = { beforeClose: 0, afterClose: 0, afterHalfPastFive: 0, byDateAlone: 0 };
      for (const { accn, filed, known } of rows) {
        const first = firstCloseAfter(known);
        const time = accepted.get(accn);
        if (time === undefined || known !== time) {
          // Without a usable time of acceptance the session after the date.
          expect(first > filed).toBe(true);
          seen.byDateAlone += 1;
          continue;
        }
        const [day = '', clock = ''] = newYorkClock.format(new Date(time)).split(' ');
        const kind = clock < '16:00:00' ? 'beforeClose' : clock <= '17:30:59' ? 'afterClose' : 'afterHalfPastFive';
        seen[kind] += 1;
        if (kind === 'beforeClose') expect([first, filed]).toEqual([day, day]);
        else expect(first > day).toBe(true);
        // What comes after half past five carries the date of the next business day, and counts at its close.
        if (kind === 'afterClose') expect(filed).toBe(day);
        if (kind === 'afterHalfPastFive') expect(first <= filed && filed > day).toBe(true);
      }
      expect(seen).toEqual({ beforeClose: 13, afterClose: 131, afterHalfPastFive: 60, byDateAlone: 1 });
    },
  );

  check('banks have no current assets and no inventory, with the reason and not zero', async () => {
    for (const symbol of ['JPM', 'GS'])
      for (const item of ['currentAssets', 'inventory'] as const)
        expect(await itemAsOf(symbol, item, '2023-06-01')).toMatchObject({ value: null, reason: 'never reported' });
  });

  check('every missing value has a reason and every value a tag', async () => {
    const rows = await bench.warehouse.query(
      `SELECT count() AS faults FROM fundamentals
       WHERE isNull(value) != (reason != '') OR isNull(value) = (tag != '') OR isNull(value) = (accn != '')`,
    );
    expect(rows).toEqual([{ faults: '0' }]);
  });
});

describe('as-of answers', () => {
  const knownFacts = (file: string): KnownFact[] => {
    const document = parseDocument(readFileSync(join(realFilings, file)), basename(file));
    if (document.kind !== 'companyfacts') throw new Error(document.kind);
    return document.facts.map((fact) => ({
      ...fact,
      formRank: /14[AC]/.test(fact.form) ? 0 : /^(10-|20-F|40-F)/.test(fact.form) ? 2 : 1,
      knownAt: Date.parse(fact.filed) + 86_400_000,
    }));
  };
  const until = (events: readonly FundamentalEvent[], moment: number) =>
    events.filter((event) => event.knownAt <= moment);

  check('of the older vintage and of the full file agree up to the older one', () => {
    const cut = Date.parse('2026-01-31T12:00:00Z');
    const older = until(deriveFundamentals(knownFacts(`older-vintage/CIK${aapl}.json`)), cut);
    expect(older.length).toBeGreaterThan(1500);
    expect(older).toEqual(until(deriveFundamentals(knownFacts(`full/CIK${aapl}.json`)), cut));
  });

  check('stay as they are when the older vintage is delivered after the newer', async () => {
    const { warehouse, objectStore } = bench;
    const before = await contentOf(warehouse);
    const asOf = { cik: aapl, asOf: day('2019-02-01') };
    const answers = await factsAsOf(warehouse, asOf);
    const summary = await ingestFilings({ warehouse, objectStore, paths: [join(realFilings, 'older-vintage')] });
    expect(summary).toMatchObject({ fetched: 1, new: 0, unchanged: 1, rowsNew: 0 });
    expect(await contentOf(warehouse)).toEqual(before);
    expect(await factsAsOf(warehouse, asOf)).toEqual(answers);
  });

  check(
    'are never changed by facts filed or restated later: random days of every company',
    () => {
      const companies = readdirSync(join(realFilings, 'full')).map((name) => {
        const facts = knownFacts(`full/${name}`);
        return { facts, events: deriveFundamentals(facts) };
      });
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: companies.length - 1 }),
          fc.integer({ min: Date.parse('2009-06-01') / 86_400_000, max: Date.parse('2026-06-01') / 86_400_000 }),
          fc.double({ min: -1e12, max: 1e12, noNaN: true }),
          (company, dayNumber, value) => {
            const moment = dayNumber * 86_400_000;
            const { facts, events } = companies[company] as (typeof companies)[number];
            // Everything known later is restated at random, and a fact of the far future comes in.
            const changed = facts.map((fact) =>
              fact.knownAt > moment ? { ...fact, value: fact.value * 3 + value } : fact,
            );
            const [first] = facts as [KnownFact];
            changed.push({ ...first, tag: 'Revenues', start: '2039-01-01', end: '2039-12-31', knownAt: moment + 1 });
            // As text: comparing two thousand objects forty times takes longer than deriving them.
            expect(JSON.stringify(until(deriveFundamentals(changed), moment))).toBe(
              JSON.stringify(until(events, moment)),
            );
          },
        ),
        { numRuns: 40 },
      );
    },
    240_000,
  );
});
