/** How a rate of a year is quoted. */
type Quote = 'discount' | 'bond' | 'overnight';

/** A series of FRED that is percent a year. */
export interface BillSeries {
  readonly quote: Quote;
  /** Days to maturity, of which the rate is the price. */
  readonly days: number;
  /** What it is, for the summary of an ingest. */
  readonly title: string;
}

const bill = (days: number, quote: Quote): BillSeries => ({
  quote,
  days,
  title: `${days / 7}-week Treasury bill, percent a year, ${quote === 'discount' ? 'bank discount' : 'bond equivalent'}`,
});
const overnight: BillSeries = { quote: 'overnight', days: 1, title: 'overnight rate, percent of a year of 360 days' };

/** Series of FRED by name in lower case: daily, weekly averages and monthly averages. */
export const billSeries: Readonly<Record<string, BillSeries>> = {
  ...{ dtb3: bill(91, 'discount'), wtb3ms: bill(91, 'discount'), tb3ms: bill(91, 'discount') },
  ...{ dtb4wk: bill(28, 'discount'), wtb4wk: bill(28, 'discount'), tb4wk: bill(28, 'discount') },
  ...{ dgs3mo: bill(91, 'bond'), wgs3mo: bill(91, 'bond'), gs3m: bill(91, 'bond') },
  ...{ dgs1mo: bill(28, 'bond'), wgs1mo: bill(28, 'bond'), gs1m: bill(28, 'bond') },
  ...{ dff: overnight, ff: overnight, fedfunds: overnight, sofr: overnight, effr: overnight },
};

const sessionsPerYear = 252;
const daysPerYear = 365;
const daysOfDiscount = 360;

/**
 * The return of a session at a rate of a year. A bank discount `d` is a price `1 - d n / 360` of 1 paid after n days; a bond
 * equivalent `y` is a growth of `1 + y n / 365` over them; the growth compounds evenly over the sessions of these days, 252 in
 * a year of 365 days. An overnight rate accrues by 1/360 a day. (US Treasury, "Treasury bills: price, rate and yield".)
 *
 * @param rate - fraction a year
 */
export function sessionReturn(rate: number, { quote, days }: BillSeries): number {
  if (quote === 'overnight') return (rate * daysPerYear) / daysOfDiscount / sessionsPerYear;
  const growth = quote === 'discount' ? 1 / (1 - (rate * days) / daysOfDiscount) : 1 + (rate * days) / daysPerYear;
  return Math.pow(growth, daysPerYear / (days * sessionsPerYear)) - 1;
}
