/** One periodic report of a company. */
export interface PlannedFiling {
  readonly year: number;
  readonly quarter: number;
  readonly form: '10-Q' | '10-K';
  readonly accession: string;
  /** Date of filing, ISO; a weekday. */
  readonly filed: string;
  /** Moment of acceptance in UTC: after the close in New York, so that it counts from the next session. */
  readonly accepted: string;
}

const millisecondsPerDay = 86_400_000;
const ends = ['03-31', '06-30', '09-30', '12-31'];

/** Last day of a quarter, ISO. */
export function quarterEnd(year: number, quarter: number): string {
  return `${year}-${ends[quarter - 1]!}`;
}

/** First day of a quarter, ISO. */
export function quarterStart(year: number, quarter: number): string {
  return `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
}

/** CIK of company number `at`, in a range that the SEC has not given out. */
export function cikOf(at: number): number {
  return 9_990_000_001 + at;
}

/** The report of a quarter: 30 to 39 days after its end, 45 to 54 for a fourth quarter, by company. */
export function filingOf(at: number, year: number, quarter: number): PlannedFiling {
  const delay = (quarter === 4 ? 45 : 30) + (at % 10);
  let time = Date.parse(quarterEnd(year, quarter)) + delay * millisecondsPerDay;
  while ([0, 6].includes(new Date(time).getUTCDay())) time += millisecondsPerDay;
  const filed = new Date(time).toISOString().slice(0, 10);
  const number = String(quarter * 7 + at).padStart(6, '0');
  return {
    year,
    quarter,
    form: quarter === 4 ? '10-K' : '10-Q',
    accession: `${cikOf(at)}-${filed.slice(2, 4)}-${number}`,
    filed,
    accepted: `${filed}T22:10:00.000Z`,
  };
}
