import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FmError } from '@fm/platform';
import type { Fact, ParsedDocument } from '../model.ts';
import { accession, companyFacts, madeCompany, submissions, type MadeRow } from '../testing/documents.ts';
import { mutations } from '../testing/mutations.ts';
import { realFilings, testWithRealFilings } from '../testing/real-data.ts';
import { parseDocument } from './parse-document.ts';

const parse = (document: unknown, name = 'x.json') => parseDocument(Buffer.from(JSON.stringify(document)), name);
const row: MadeRow = { end: '2020-12-31', val: 1, accn: accession(1), form: '10-K', filed: '2021-02-01' };

function factsOf(document: ParsedDocument): readonly Fact[] {
  if (document.kind !== 'companyfacts') throw new Error(document.kind);
  return document.facts;
}

describe('companyfacts', () => {
  test('gives every row with its identity and leaves the frame out', () => {
    const [fact] = factsOf(parse(companyFacts(320193, { Assets: [row] })));
    expect(fact).toEqual({
      ...{ taxonomy: 'us-gaap', tag: 'Assets', unit: 'USD', start: undefined, end: '2020-12-31', value: 1 },
      ...{ accn: accession(1), fy: 2020, fp: 'FY', form: '10-K', filed: '2021-02-01' },
    });
  });

  test('rows that cannot be used are set aside with a reason, the rest continues', () => {
    const bad = [
      { ...row, end: '2020-02-30' },
      { ...row, start: '2021-01-01' },
      { ...row, val: 'many' },
      { ...row, val: null },
      { ...row, accn: '../../etc' },
      { ...row, filed: 20210201 },
      'row',
    ];
    const document = parse(companyFacts(1, { Assets: [...(bad as MadeRow[]), row] }));
    expect(factsOf(document)).toHaveLength(1);
    expect(document.problems.map((one) => `${one.location}: ${one.message}`)).toEqual([
      'us-gaap/Assets/USD[0]: end is not a date',
      'us-gaap/Assets/USD[1]: start is after end',
      'us-gaap/Assets/USD[2]: val is not a finite number',
      'us-gaap/Assets/USD[3]: val is not a finite number',
      'us-gaap/Assets/USD[4]: accn is not an accession number',
      'us-gaap/Assets/USD[5]: filed is not a date',
      'us-gaap/Assets/USD[6]: end is not a date',
    ]);
  });

  test('two values of one filing for one period are both set aside; the same twice is one', () => {
    const document = parse(companyFacts(1, { Assets: [row, { ...row, val: 2 }], Cash: [row, row] }));
    expect(factsOf(document).map((fact) => fact.tag)).toEqual(['Cash']);
    expect(document.problems.map((one) => one.code)).toEqual(['FACT_CONTRADICTED', 'FACT_CONTRADICTED']);
  });

  test('a number beyond the range of a double is set aside', () => {
    const text = JSON.stringify(companyFacts(1, { Assets: [row] })).replace('"val":1', '"val":1e999');
    const document = parseDocument(Buffer.from(text), 'x');
    expect(factsOf(document)).toEqual([]);
    expect(document.problems).toHaveLength(1);
  });

  test('a document of another company than its name says is refused', () => {
    expect(() => parse(companyFacts(2, {}), 'CIK0000000001.json')).toThrow('FILING_OTHER_COMPANY');
    expect(parse(companyFacts(1, {}), 'CIK0000000001.json')).toMatchObject({ cik: '0000000001' });
  });
});

describe('submissions', () => {
  const filing = { accn: accession(1), form: '10-K', filed: '2022-10-28', accepted: '2022-10-27T22:01:14.000Z' };

  test('give filings with the moment of acceptance, and the names of older pages', () => {
    const page = 'CIK0000000001-submissions-001.json';
    const document = parse(submissions(1, [filing], [page, '../evil.json']));
    expect(document).toMatchObject({ kind: 'submissions', cik: '0000000001', symbols: ['MADE'], olderPages: [page] });
    expect(document.kind === 'submissions' && document.filings[0]).toEqual({
      ...{ accn: accession(1), form: '10-K', filed: '2022-10-28', reportDate: null, xbrl: true },
      acceptedAt: Date.parse('2022-10-27T22:01:14Z'),
    });
  });

  test('an older page is of the company in its name', () => {
    const { filings } = submissions(1, [filing]) as { filings: { recent: unknown } };
    const document = parse(filings.recent, 'CIK0000000007-submissions-001.json');
    expect(document).toMatchObject({ kind: 'submissions', cik: '0000000007' });
  });

  test('columns of different length are refused as a whole: rows could be shifted', () => {
    const document = submissions(1, [filing]) as { filings: { recent: { form: string[] } } };
    document.filings.recent.form.pop();
    expect(() => parse(document)).toThrow('FILING_SHAPE');
  });
});

test('company_tickers gives ten-digit CIKs', () => {
  const document = parse({
    0: { cik_str: 320193, ticker: 'AAPL', title: 'Apple Inc.' },
    1: { cik_str: 'x', ticker: 'B' },
  });
  expect(document).toMatchObject({ companies: [{ cik: '0000320193', symbol: 'AAPL', name: 'Apple Inc.' }] });
  expect(document.problems).toHaveLength(1);
});

test.each([
  ['', 'FILING_NOT_JSON'],
  ['<html>', 'FILING_NOT_JSON'],
  ['[]', 'FILING_UNKNOWN_DOCUMENT'],
  ['{"a":1}', 'FILING_UNKNOWN_DOCUMENT'],
  ['{"facts":{}}', 'FILING_SHAPE'],
  ['{"cik":1,"facts":{},"facts":{}}', 'FILING_SHAPE'],
])('the document %p is refused with %s', (text, code) => {
  expect(() => parseDocument(Buffer.from(text), 'x')).toThrow(code);
});

test('bytes that are not UTF-8 are refused', () => {
  const bytes = Buffer.from(JSON.stringify(madeCompany()));
  bytes[bytes.indexOf('Made')] = 0xff;
  expect(() => parseDocument(bytes, 'x')).toThrow('FILING_NOT_JSON');
});

const recorded = (name: string): unknown => JSON.parse(readFileSync(join(realFilings, name), 'utf8'));

interface CompanyFacts {
  readonly facts: Record<string, Record<string, { readonly units: Record<string, unknown[]> }>>;
}

interface Submissions {
  readonly filings: { readonly recent: Record<string, unknown[]> };
}

describe('over 1,000 mutated payloads of each kind', () => {
  /** Every row of `facts`, by path, as JSON.parse sees it. */
  function rowsByPath(document: unknown): Map<string, unknown> {
    const rows = new Map<string, unknown>();
    const each = (value: unknown, visit: (name: string, child: unknown) => void) => {
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const [name, child] of Object.entries(value)) visit(name, child);
    };
    each((document as Record<string, unknown>)['facts'], (taxonomy, tags) =>
      each(tags, (tag, body) =>
        each((body as Record<string, unknown> | null)?.['units'], (unit, list) => {
          if (Array.isArray(list)) list.forEach((one, at) => rows.set(`${taxonomy}/${tag}/${unit}[${at}]`, one));
        }),
      ),
    );
    return rows;
  }

  const check = (mutated: Buffer, verify: (document: ParsedDocument, whole: unknown) => void) => {
    let whole: unknown;
    let isJson = true;
    try {
      whole = JSON.parse(new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(mutated));
    } catch {
      isJson = false;
    }
    try {
      const document = parseDocument(mutated, 'x');
      expect(isJson).toBe(true);
      verify(document, whole);
      return 'parsed';
    } catch (thrown) {
      if (!(thrown instanceof FmError)) throw thrown;
      expect(thrown.code).toMatch(/^FILING_/);
      if (!isJson) expect(thrown.code).toBe('FILING_NOT_JSON');
      return 'refused';
    }
  };

  const outcomes = (document: unknown, seed: number, verify: (document: ParsedDocument, whole: unknown) => void) => {
    const seen = new Set<string>();
    for (const mutated of mutations(document, 1500, seed)) seen.add(check(mutated, verify));
    expect([...seen].sort()).toEqual(['parsed', 'refused']);
  };

  const factsHold = (document: ParsedDocument, whole: unknown) => {
    if (document.kind !== 'companyfacts') return;
    const rows = rowsByPath(whole);
    const keyOf = ({ end, val, accn, start }: Record<string, unknown>) => JSON.stringify([end, val, accn, start]);
    const said = new Set([...rows.values()].map((one) => keyOf((one ?? {}) as Record<string, unknown>)));
    for (const fact of document.facts) {
      expect(Number.isFinite(fact.value)).toBe(true);
      expect(new Date(`${fact.end}T00:00:00Z`).toISOString().slice(0, 10)).toBe(fact.end);
      expect(said.has(keyOf({ ...fact, val: fact.value }))).toBe(true);
    }
    const distinct = new Set([...rows].map(([path, one]) => `${path.replace(/\[\d+\]$/, '')}${JSON.stringify(one)}`));
    expect(document.facts.length + document.problems.length).toBeGreaterThanOrEqual(distinct.size);
  };

  test('companyfacts: each row is a fact that says what the row says, or a problem', () => {
    outcomes(madeCompany(), 1, factsHold);
  });

  testWithRealFilings('companyfacts of Apple, a few rows of its tags', () => {
    const real = recorded('trimmed/AAPL.json') as CompanyFacts;
    const facts = Object.entries(real.facts).map(([taxonomy, tags]) => [
      taxonomy,
      Object.fromEntries(
        Object.entries(tags)
          .slice(0, 5)
          .map(([tag, body]) => {
            const units = Object.entries(body.units).map(([unit, rows]) => [unit, rows.slice(0, 8)]);
            return [tag, { ...body, units: Object.fromEntries(units) }];
          }),
      ),
    ]);
    outcomes({ ...real, facts: Object.fromEntries(facts) }, 4, factsHold);
  });

  const filingsHold = (document: ParsedDocument, whole: unknown) => {
    if (document.kind !== 'submissions') return;
    const recent = (whole as { filings: { recent: Record<string, unknown[]> } }).filings.recent;
    for (const filing of document.filings) {
      const at = (recent['accessionNumber'] as unknown[]).findIndex(
        (accn, index) => accn === filing.accn && recent['form']?.[index] === filing.form,
      );
      expect(recent['filingDate']?.[at]).toBe(filing.filed);
      expect(Number.isFinite(filing.acceptedAt)).toBe(true);
    }
    expect(document.filings.length + document.problems.length).toBe(recent['accessionNumber']?.length);
  };

  test('submissions: each filing is in the columns, or is a problem', () => {
    const filings = Array.from({ length: 12 }, (_, n) => ({
      ...{
        accn: accession(n),
        form: n % 4 === 3 ? '10-K' : '10-Q',
        filed: `2020-${String(n + 1).padStart(2, '0')}-05`,
      },
      accepted: `2020-${String(n + 1).padStart(2, '0')}-04T22:10:0${n % 10}.000Z`,
    }));
    outcomes(submissions(1, filings), 2, filingsHold);
  });

  testWithRealFilings('submissions of Nvidia as the API answers, the latest of them', () => {
    const real = recorded('submissions/CIK0001045810.json') as Submissions;
    const columns = Object.entries(real.filings.recent).map(([name, values]) => [name, values.slice(0, 25)]);
    outcomes({ ...real, filings: { ...real.filings, recent: Object.fromEntries(columns) } }, 5, filingsHold);
  });

  const tableHolds = (document: ParsedDocument, whole: unknown) => {
    if (document.kind !== 'company-tickers') return;
    const entries = Object.values(whole as Record<string, { cik_str?: unknown; ticker?: unknown } | null>);
    for (const { cik, symbol } of document.companies)
      expect(entries.some((one) => Number(one?.cik_str) === Number(cik) && one?.ticker === symbol)).toBe(true);
    expect(document.companies.length + document.problems.length).toBe(entries.length);
  };

  test('company_tickers: each company is in the table, or is a problem', () => {
    const table = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [n, { cik_str: n + 1, ticker: `T${n}`, title: `Company ${n}` }]),
    );
    outcomes(table, 3, tableHolds);
  });

  testWithRealFilings('company_tickers of EDGAR, the first forty', () => {
    const real = Object.entries(recorded('company_tickers.json') as Record<string, unknown>);
    outcomes(Object.fromEntries(real.slice(0, 40)), 6, tableHolds);
  });
});
