import { companyName, companySymbol } from '../companies.ts';
import { Random } from '../random.ts';

/** The effects that are planted, per session. */
export const planted = {
  /** Expected return of every stock. */
  drift: 0.0002,
  /** Standard deviation of the market return. */
  marketVolatility: 0.009,
  /** Expected return of the top third by ROC20 over the bottom third: 15 % a year. */
  rocPremium: 0.15 / 252,
  /** Expected return of the top third by trading volume over the bottom third: 18 % a year. */
  volumePremium: 0.18 / 252,
  /** Expected return of the top third by gross profit margin over the bottom third: 14 % a year. */
  marginPremium: 0.14 / 252,
  /** Expected return of a stock with only good news over one with only bad news: 16 % a year. */
  sentimentPremium: 0.16 / 252,
  /** Standard deviation of the shock that moves heavily and thinly traded stocks apart. */
  volumeShock: 0.004,
} as const;

/** Volume tier: 1 heavily traded, 0 middling, -1 thinly traded. */
export type VolumeTier = 1 | 0 | -1;

/** What is true of one stock by construction. */
export interface StockDesign {
  readonly symbol: string;
  readonly name: string;
  /** Beta against the market return. */
  readonly marketBeta: number;
  readonly volumeTier: VolumeTier;
  /** Beta against the volume shock: half the tier. */
  readonly volumeShockBeta: number;
  /** Standard deviation of the return that is the stock's own. */
  readonly ownVolatility: number;
  /** Gross profit margin of every quarter. */
  readonly grossMargin: number;
  /** Mean shares traded per session. */
  readonly meanVolume: number;
  /** Close before the first session. */
  readonly firstPrice: number;
  /** Shares outstanding on the split basis of the last session. */
  readonly shares: number;
  /** First and last session as positions in the calendar. */
  readonly firstSession: number;
  readonly lastSession: number;
  /** Quarterly dividend as a part of the close before; 0 for none. */
  readonly quarterlyYield: number;
  /** Split on this session (position in the calendar), new shares per old. */
  readonly split: { readonly session: number; readonly ratio: number } | undefined;
  /** Form in which the provider delivers it. */
  readonly format: 'yahoo-csv' | 'yahoo-chart' | 'stooq' | 'stooq-long';
}

const meanVolumes: Readonly<Record<VolumeTier, number>> = { 1: 9_000_000, 0: 2_500_000, [-1]: 600_000 };

/** Invents the stocks: betas from 0.6 to 1.4 with mean 1, three volume tiers, late listings, a delisting, events. */
export function designStocks(seed: number, stocks: number, sessions: number): StockDesign[] {
  const random = new Random(seed, 'design');
  const betas = random.shuffled(Array.from({ length: stocks }, (_, at) => 0.6 + (0.8 * at) / (stocks - 1)));
  const tiers = random.shuffled(Array.from({ length: stocks }, (_, at) => ((at % 3) - 1) as VolumeTier));
  const margins = spreadMargins(tiers);
  return betas.map((marketBeta, at) => {
    const tier = tiers[at]!;
    // Stooq delivers adjusted prices only; without events these are the prices.
    const format = formatOf(at, stocks);
    const events = format === 'yahoo-csv' || format === 'yahoo-chart';
    const splits = events && at % 7 === 3;
    return {
      symbol: companySymbol(at),
      name: companyName(at),
      marketBeta,
      volumeTier: tier,
      volumeShockBeta: tier / 2,
      ownVolatility: 0.013 + 0.006 * random.uniform(),
      grossMargin: margins[at]!,
      meanVolume: Math.round(meanVolumes[tier] * (0.8 + 0.4 * random.uniform())),
      firstPrice: 20 + 130 * random.uniform(),
      shares: Math.round((50 + 1950 * random.uniform()) * 1e6),
      firstSession: at === 4 ? Math.floor(sessions * 0.26) : at === 11 ? Math.floor(sessions * 0.52) : 0,
      lastSession: at === 8 ? Math.floor(sessions * 0.71) : sessions - 1,
      quarterlyYield: events && at % 3 !== 1 ? 0.003 + 0.005 * random.uniform() : 0,
      split: splits
        ? { session: Math.floor(sessions * (0.3 + 0.4 * random.uniform())), ratio: at % 2 === 0 ? 2 : 3 }
        : undefined,
      format,
    };
  });
}

/** Gross margins from 15 % to 65 % that every volume tier has alike, so that the two planted premia stay apart. */
function spreadMargins(tiers: readonly VolumeTier[]): number[] {
  const counts = new Map<VolumeTier, number>();
  return tiers.map((tier) => {
    const count = counts.get(tier) ?? 0;
    counts.set(tier, count + 1);
    const rank = 3 * count + ((tier + 1 + count) % 3);
    return 0.15 + (0.5 * rank) / (tiers.length - 1);
  });
}

function formatOf(at: number, stocks: number): StockDesign['format'] {
  if (at >= stocks - 2) return 'stooq-long';
  if (at >= stocks - 4) return 'stooq';
  return at % 4 === 2 ? 'yahoo-chart' : 'yahoo-csv';
}
