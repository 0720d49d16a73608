import type { StockDesign } from '../prices/design.ts';
import { cikOf, filingOf, quarterEnd, quarterStart, type PlannedFiling } from './filing-calendar.ts';
import type { Quarter } from './quarters.ts';

type Row = Record<string, string | number>;
type Unit = 'USD' | 'USD/shares' | 'shares';

/** Sum over quarters of one year. */
const flows = {
  Revenues: 'revenue',
  CostOfRevenue: 'costOfRevenue',
  InterestExpense: 'interestExpense',
  IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest: 'pretaxIncome',
  NetIncomeLoss: 'netIncome',
} as const satisfies Record<string, keyof Quarter>;

/** Balances at the end of the quarter. */
const levels = {
  Assets: 'assets',
  AssetsCurrent: 'currentAssets',
  LiabilitiesCurrent: 'currentLiabilities',
  CashAndCashEquivalentsAtCarryingValue: 'cash',
  InventoryNet: 'inventory',
  StockholdersEquity: 'equity',
  LongTermDebt: 'longTermDebt',
} as const satisfies Record<string, keyof Quarter>;

/** A year whose revenue and cost the next annual report restates by this factor; the margin stays. */
export const restatement = 1.02;

/** Whether the company restates its revenue of a year in the next annual report: every tenth company, in 2018. */
export function isRestated(at: number, year: number): boolean {
  return at % 10 === 5 && year === 2018;
}

/**
 * A companyfacts document of EDGAR: 10-Q with the quarter and the year to date, 10-K with the year and the year before
 * for comparison. The fourth quarter is not reported, as in reality. Earnings per share and diluted shares are reported beside those of a
 * year before. Shares are on the split basis of the filing's day.
 *
 * @param splitDay - day of the company's split, ISO; shares reported before it are fewer by the ratio
 */
export function companyFacts(
  at: number,
  design: StockDesign,
  quarters: readonly Quarter[],
  splitDay: string | undefined,
): string {
  const facts = { dei: new Map<string, [Unit, Row[]]>(), 'us-gaap': new Map<string, [Unit, Row[]]>() };
  const add = (taxonomy: keyof typeof facts, tag: string, unit: Unit, row: Row): void => {
    const rows = facts[taxonomy].get(tag);
    if (rows === undefined) facts[taxonomy].set(tag, [unit, [row]]);
    else rows[1].push(row);
  };
  for (const [position, quarter] of quarters.entries()) {
    const filing = filingOf(at, quarter.year, quarter.quarter);
    const source = sourceOf(filing);
    const sharesNow =
      splitDay !== undefined && filing.filed < splitDay ? design.shares / design.split!.ratio : design.shares;
    const shares = Math.round(sharesNow);
    const end = quarterEnd(quarter.year, quarter.quarter);
    const soFar = quarters.slice(position - quarter.quarter + 1, position + 1);
    const yearBefore = quarters.slice(Math.max(0, position - 7), Math.max(0, position - 3));
    for (const [tag, field] of Object.entries(flows)) {
      const sum = (part: readonly Quarter[]): number => part.reduce((total, one) => total + one[field], 0);
      if (quarter.quarter < 4) {
        const start = quarterStart(quarter.year, quarter.quarter);
        add('us-gaap', tag, 'USD', { start, end, val: quarter[field], ...source });
      }
      if (quarter.quarter > 1) {
        add('us-gaap', tag, 'USD', { start: `${quarter.year}-01-01`, end, val: sum(soFar), ...source });
      }
      if (quarter.quarter === 4 && yearBefore.length === 4) {
        const before = quarter.year - 1;
        const changed = isRestated(at, before) && (field === 'revenue' || field === 'costOfRevenue');
        const val = changed ? Math.round(sum(yearBefore) * restatement) : sum(yearBefore);
        add('us-gaap', tag, 'USD', { start: `${before}-01-01`, end: `${before}-12-31`, val, ...source });
      }
    }
    for (const [tag, field] of Object.entries(levels))
      add('us-gaap', tag, 'USD', { end, val: quarter[field], ...source });
    const isYear = quarter.quarter === 4;
    const perShare = (year: number, part: readonly Quarter[]): void => {
      const period = {
        start: isYear ? `${year}-01-01` : quarterStart(year, quarter.quarter),
        end: quarterEnd(year, quarter.quarter),
      };
      const earned = part.reduce((total, one) => total + one.netIncome, 0);
      const eps = Math.round((100 * earned) / shares) / 100;
      add('us-gaap', 'EarningsPerShareDiluted', 'USD/shares', { ...period, val: eps, ...source });
      add('us-gaap', 'WeightedAverageNumberOfDilutedSharesOutstanding', 'shares', {
        ...period,
        val: shares,
        ...source,
      });
    };
    perShare(quarter.year, isYear ? soFar : [quarter]);
    if (position >= 4) perShare(quarter.year - 1, isYear ? yearBefore : quarters.slice(position - 4, position - 3));
    add('dei', 'EntityCommonStockSharesOutstanding', 'shares', { end: filing.filed, val: shares, ...source });
  }
  const rendered = Object.fromEntries(
    Object.entries(facts).map(([taxonomy, tags]) => [
      taxonomy,
      Object.fromEntries(
        [...tags].map(([tag, [unit, rows]]) => [tag, { label: tag, description: tag, units: { [unit]: rows } }]),
      ),
    ]),
  );
  return `${JSON.stringify({ cik: cikOf(at), entityName: design.name, facts: rendered })}\n`;
}

function sourceOf({ accession, year, quarter, form, filed }: PlannedFiling): Row {
  return { accn: accession, fy: year, fp: quarter === 4 ? 'FY' : `Q${quarter}`, form, filed };
}
