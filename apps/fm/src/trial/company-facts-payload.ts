import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of companyfacts as EDGAR writes it. */
interface PayloadRow {
  readonly start?: string;
  readonly end: string;
  readonly val: number;
  readonly accn: string;
  readonly filed: string;
}

interface CompanyFacts {
  readonly facts: Record<string, Record<string, { readonly units: Record<string, readonly PayloadRow[]> }>>;
}

interface Submissions {
  readonly filings: { readonly recent: Record<'accessionNumber' | 'acceptanceDateTime', readonly string[]> };
}

const newYork = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** What EDGAR's own documents say about one company, read without any of the project's code. */
export class Payload {
  readonly #facts: CompanyFacts;
  readonly #folder: string;
  readonly #cik: string;

  /** @param folder - the companyfacts folder of the real data */
  constructor(folder: string, cik: string) {
    this.#folder = folder;
    this.#cik = cik;
    this.#facts = JSON.parse(readFileSync(join(folder, `full/CIK${cik}.json`), 'utf8')) as CompanyFacts;
  }

  /** The value of a tag for a period (`start..end`, or a day) by the last filing up to a date. */
  value(tag: string, period: string, filedBy: string): number {
    const [first = '', last] = period.split('..');
    const [start, end] = last === undefined ? [undefined, first] : [first, last];
    const units = Object.values(this.#facts.facts).flatMap((tags) => Object.values(tags[tag]?.units ?? {}));
    const rows = units.flat().filter((row) => row.start === start && row.end === end && row.filed <= filedBy);
    const newest = rows.toSorted((a, b) => (a.filed < b.filed ? -1 : 1)).at(-1);
    if (newest === undefined) throw new Error(`${tag} of ${period} is not in the payload by ${filedBy}`);
    return newest.val;
  }

  /**
   * The first session at whose close (16:00 in New York) a filing was known, by its time of acceptance.
   *
   * @param sessions - trading days, ascending
   */
  acceptedSession(accession: string, sessions: readonly string[]): string | undefined {
    const text = readFileSync(join(this.#folder, `submissions/CIK${this.#cik}.json`), 'utf8');
    const { accessionNumber, acceptanceDateTime } = (JSON.parse(text) as Submissions).filings.recent;
    const accepted = acceptanceDateTime[accessionNumber.indexOf(accession)] as string;
    const [day = '', time = ''] = newYork.format(new Date(accepted)).split(' ');
    return sessions.find((session) => (time < '16:00:00' ? session >= day : session > day));
  }
}
