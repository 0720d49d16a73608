import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import { newYorkWall } from '@fm/platform/time';
import { realFilings, testWithRealFilings as check } from '../testing/real-data.ts';
import { acceptanceMoment, timeBasis, type DatedFiling, type TimeBasis } from './acceptance-time.ts';
import { parseDocument } from './parse-document.ts';

const read = (cik: string) => readFileSync(join(realFilings, 'submissions', `CIK${cik}.json`));

function filingsOf(cik: string): DatedFiling[] {
  const { recent } = (JSON.parse(read(cik).toString()) as { filings: { recent: Record<string, unknown[]> } }).filings;
  return recent['acceptanceDateTime']!.map((accepted, row) => {
    return { accepted, filed: recent['filingDate']![row], form: recent['form']![row] };
  });
}

/** Reports since 2003 whose date follows from their time, and those where it does not, in one reading. */
function agreement(filings: readonly DatedFiling[], basis: TimeBasis): { agree: number; contradict: number } {
  const counts = { agree: 0, contradict: 0 };
  for (const { accepted, filed, form } of filings) {
    const moment = acceptanceMoment(accepted, basis);
    if (!/^(10-[KQ]|8-K)$/.test(String(form)) || String(filed) < '2003' || moment === undefined) continue;
    if (/:00:00\.000Z$/.test(String(accepted))) continue;
    const wall = new Date(newYorkWall(moment)).toISOString();
    const late = wall.slice(11, 16) > '17:30';
    const fits = late ? String(filed) > wall.slice(0, 10) : filed === wall.slice(0, 10);
    counts[fits ? 'agree' : 'contradict'] += 1;
  }
  return counts;
}

describe('the acceptance times of real indexes', () => {
  // Reports after 17:30 in New York carry the date of the next business day: only one reading makes time and date agree.
  check.each([
    ['0000320187', 'NKE, a collection', 'utc', { agree: 361, contradict: 0 }, { agree: 62, contradict: 299 }],
    ['0000320193', 'AAPL, a collection', 'utc', { agree: 307, contradict: 1 }, { agree: 75, contradict: 233 }],
    ['0000354950', 'HD, a collection', 'utc', { agree: 345, contradict: 0 }, { agree: 158, contradict: 187 }],
    ['0001045810', 'NVDA, as the API answers', 'new-york', { agree: 84, contradict: 0 }, { agree: 77, contradict: 7 }],
  ] as const)('%s (%s) are read as %s', (cik, _name, basis, taken, other) => {
    const filings = filingsOf(cik);
    expect(timeBasis(filings)).toBe(basis);
    expect(agreement(filings, basis)).toEqual(taken);
    expect(agreement(filings, basis === 'utc' ? 'new-york' : 'utc')).toEqual(other);
  });

  check("Apple's annual report of 2022, accepted 18:01:14 in New York and so dated the day after", () => {
    const document = parseDocument(read('0000320193'), 'CIK0000320193.json');
    const filing =
      document.kind === 'submissions' && document.filings.find((one) => one.accn === '0000320193-22-000108');
    expect(filing).toMatchObject({ form: '10-K', filed: '2022-10-28', acceptedAt: Date.parse('2022-10-27T22:01:14Z') });
  });

  check('a single report never makes the New York times of the API look like UTC', () => {
    const reports = filingsOf('0001045810').filter(({ form }) => /^(10-[KQ]|8-K)$/.test(String(form)));
    expect(reports.length).toBeGreaterThan(80);
    expect(reports.filter((report) => timeBasis([report]) === 'utc')).toEqual([]);
  });
});
