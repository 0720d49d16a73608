import type { Fact, Problem } from '../model.ts';
import { roundedTo, sameNumber } from '../numbers.ts';
import { isAccession, isDay as isCalendarDay, isName, isRecord, problem } from './checks.ts';
import type { JsonCursor } from './json-cursor.ts';

/** What the `facts` member of a companyfacts document holds. */
export interface ParsedFacts {
  readonly facts: Fact[];
  readonly problems: Problem[];
}

/** Reads `facts`: taxonomy -> tag -> units -> unit -> rows. A row that cannot be used becomes a problem. */
export function parseFacts(cursor: JsonCursor): ParsedFacts {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const intern = interner();
  const isKnownDay = rememberingDays();
  const wrongShape = (location: string, expected: string) =>
    problems.push(problem(location, 'FACT_SHAPE', `expected ${expected}`, cursor.value()));
  const members = (location: string, visit: (name: string) => void) => {
    if (cursor.atObject) cursor.eachMember(visit);
    else wrongShape(location, 'an object');
  };
  members('facts', (taxonomy) => {
    members(taxonomy, (tag) => {
      const location = `${taxonomy}/${tag}`;
      members(location, (member) => {
        if (member !== 'units') {
          cursor.value();
          return;
        }
        members(`${location}/units`, (unit) => {
          const place = `${location}/${unit}`;
          if (!cursor.atArray) return void wrongShape(place, 'an array');
          const rows: Candidate[] = [];
          cursor.eachBatch((elements, first) => {
            elements.forEach((element, index) => {
              const at = `${place}[${first + index}]`;
              const read = readRow(intern(taxonomy), intern(tag), intern(unit), element, intern, isKnownDay);
              if (typeof read === 'string') problems.push(problem(at, 'FACT_INVALID', read, element));
              else rows.push({ fact: read, at });
            });
          });
          keepUnambiguous(rows, facts, problems);
        });
      });
    });
  });
  return { facts, problems };
}

interface Candidate {
  readonly fact: Fact;
  readonly at: string;
}

type Intern = (text: string) => string;

/** One string object for each text: dates, forms and accession numbers repeat thousands of times. */
function interner(): Intern {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, text);
    return text;
  };
}

/** Checks days, each distinct one once. */
function rememberingDays(): typeof isCalendarDay {
  const days = new Set<unknown>();
  return (value): value is string => {
    if (days.has(value)) return true;
    const found = isCalendarDay(value);
    if (found) days.add(value);
    return found;
  };
}

/** The fact of a row, or what is wrong with the row. */
function readRow(
  taxonomy: string,
  tag: string,
  unit: string,
  row: unknown,
  intern: Intern,
  isDay: typeof isCalendarDay,
): Fact | string {
  if (![taxonomy, tag, unit].every(isName)) return 'taxonomy, tag or unit is not a short text';
  if (!isRecord(row)) return 'the row is not an object';
  const { start, end, val, accn, fy = null, fp = null, form, filed } = row;
  if (!isDay(end)) return 'end is not a date';
  if (start !== undefined && !isDay(start)) return 'start is not a date';
  if (start !== undefined && start > end) return 'start is after end';
  if (typeof val !== 'number' || !Number.isFinite(val)) return 'val is not a finite number';
  if (!isAccession(accn)) return 'accn is not an accession number';
  if (!isName(form)) return 'form is not a short text';
  if (!isDay(filed)) return 'filed is not a date';
  if (fy !== null && !(typeof fy === 'number' && Number.isInteger(fy) && fy >= 0 && fy < 10_000))
    return 'fy is not a year';
  if (fp !== null && fp !== '' && !isName(fp)) return 'fp is not a short text';
  return {
    taxonomy,
    tag,
    unit,
    start: start === undefined ? undefined : intern(start),
    end: intern(end),
    value: val,
    accn: intern(accn),
    fy,
    fp: intern(fp ?? ''),
    form: intern(form),
    filed: intern(filed),
  };
}

/**
 * Keeps one of rows that say the same, of a number and its rounding the number; rows of one filing that contradict each other
 * are all quarantined.
 */
function keepUnambiguous(rows: readonly Candidate[], facts: Fact[], problems: Problem[]): void {
  const byKey = new Map<string, Candidate[]>();
  for (const row of rows) {
    const key = `${row.fact.start ?? ''}|${row.fact.end}|${row.fact.accn}`;
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [row]);
    else same.push(row);
  }
  for (const same of byKey.values()) {
    const [first, ...rest] = same.map(({ fact }) => fact) as [Fact, ...Fact[]];
    const finest = rest.reduce((best, fact) => (roundedTo(fact.value) < roundedTo(best.value) ? fact : best), first);
    if (rest.every((fact) => sameNumber(fact.value, finest.value) && fact.filed === first.filed)) facts.push(finest);
    else
      for (const { fact, at } of same)
        problems.push(problem(at, 'FACT_CONTRADICTED', 'the filing gives this period two different values', fact));
  }
}
