/** Stocks with a row on a day. */
export interface DayCount {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly stocks: number;
}

/** First and last day with a row of a stock, both inclusive. */
export interface Listing {
  readonly first: string;
  readonly last: string;
}

/** The sessions of a market, and the days with rows that are not sessions; both ascending. */
export interface TradingCalendar {
  readonly sessions: readonly string[];
  /** Days on which fewer than half of the listed stocks have a row: weekends of one file, another market's sessions. */
  readonly strayDays: readonly string[];
}

/**
 * Splits days into sessions and others: a session took place where at least half of the stocks that are listed then have a
 * row, a stock being listed from its first row to its last, and over the weekend next to a Monday or Friday that is one.
 *
 * @param days - every day with a row, ascending
 */
export function tradingCalendar(days: readonly DayCount[], listings: readonly Listing[]): TradingCalendar {
  const firsts = listings.map(({ first }) => shifted(first, monday, -2)).sort();
  const lasts = listings.map(({ last }) => shifted(last, friday, 2)).sort();
  const sessions: string[] = [];
  const strayDays: string[] = [];
  let [begun, ended] = [0, 0];
  for (const { day, stocks } of days) {
    while (begun < firsts.length && (firsts[begun] as string) <= day) begun++;
    while (ended < lasts.length && (lasts[ended] as string) < day) ended++;
    (stocks * 2 >= begun - ended ? sessions : strayDays).push(day);
  }
  return { sessions, strayDays };
}

const [monday, friday] = [1, 5];

/** A day, moved where it is a given day of the week. */
function shifted(day: string, ofWeek: number, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (date.getUTCDay() !== ofWeek) return day;
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
