import type { StockDesign } from '../prices/design.ts';
import { Random } from '../random.ts';

/** What a company reports for one quarter; money in dollars. */
export interface Quarter {
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
  readonly revenue: number;
  readonly costOfRevenue: number;
  readonly interestExpense: number;
  readonly pretaxIncome: number;
  readonly netIncome: number;
  readonly assets: number;
  readonly currentAssets: number;
  readonly currentLiabilities: number;
  readonly cash: number;
  readonly inventory: number;
  readonly equity: number;
  readonly longTermDebt: number;
}

/**
 * Invents the quarters of a company: revenue grows at its own rate with a season, the gross margin is the same every
 * quarter (that is planted), all else is in proportion to revenue with shares of its own.
 */
export function quartersOf(seed: number, design: StockDesign, firstYear: number, lastYear: number): Quarter[] {
  const random = new Random(seed, `filings-${design.symbol}`);
  const between = (low: number, high: number): number => low + (high - low) * random.uniform();
  const capitalisation = design.shares * design.firstPrice;
  let level = (capitalisation * between(0.2, 0.8)) / 4;
  const growth = between(-0.004, 0.03);
  const overhead = Math.min(design.grossMargin - 0.06, between(0.08, 0.3));
  const parts = {
    interest: between(0.004, 0.015),
    current: between(1.2, 3),
    liabilities: between(0.8, 1.6),
    cash: between(0.2, 0.7),
    inventory: between(0.3, 0.9),
    equity: (capitalisation * between(0.15, 0.7)) / level,
    debt: between(0.8, 3),
  };
  const quarters: Quarter[] = [];
  for (let year = firstYear; year <= lastYear; year++) {
    for (let quarter = 1; quarter <= 4; quarter++) {
      level *= 1 + growth + 0.01 * random.normal();
      const revenue = Math.round(level * (quarter === 4 ? 1.1 : 1));
      const of = (part: number): number => Math.round(level * part * (1 + 0.02 * random.normal()));
      const costOfRevenue = Math.round(revenue * (1 - design.grossMargin));
      const interestExpense = of(parts.interest);
      const pretaxIncome = revenue - costOfRevenue - Math.round(revenue * overhead) - interestExpense;
      const current = of(parts.current);
      quarters.push({
        year,
        quarter,
        revenue,
        costOfRevenue,
        interestExpense,
        pretaxIncome,
        netIncome: Math.round(pretaxIncome * 0.79),
        assets: of(parts.current + parts.equity + parts.debt),
        currentAssets: current,
        currentLiabilities: of(parts.liabilities),
        cash: Math.round(current * parts.cash * 0.8),
        inventory: of(parts.inventory),
        equity: of(parts.equity),
        longTermDebt: of(parts.debt),
      });
    }
  }
  return quarters;
}
