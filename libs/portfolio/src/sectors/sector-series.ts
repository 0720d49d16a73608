import {
  forwardReturns,
  missingPanel,
  rankCorrelations,
  sessionOrders,
  sortedPortfolios,
  type Panel,
} from '@fm/factor-math';
import type { Market } from '@fm/market';
import { valuesOfMembers } from '@fm/results/treatment';

/** What a factor is split by sector from. */
export interface SectorInputs {
  readonly market: Pick<Market, 'sessions' | 'returns' | 'allReturns' | 'member'>;
  /** f[i,t] by which a run ranked its stocks, sessions x stocks. */
  readonly scores: Panel;
  /** Codes of the sectors of the stocks as known at each session; missing where none is. */
  readonly sectors: Panel;
  /** Names of the codes. @default the codes themselves */
  readonly names?: ReadonlyMap<number, string>;
  /** Market values, which weigh the stocks of a portfolio. @default equal weights */
  readonly sizes?: Panel;
  /** Portfolios per sort. */
  readonly groups: number;
  /** Sessions of the forward return of the information coefficient. */
  readonly horizon: number;
}

/** Series of a factor within one sector over the whole calendar; ranges only cut them. */
export interface SectorSeries {
  readonly sector: string;
  /** Stocks of the sector with a value per session, members of the universe. */
  readonly stocks: Uint32Array;
  /** Rank information coefficient of the session's values; NaN with fewer stocks than {@link fewestStocks}. */
  readonly coefficients: Float64Array;
  /** High minus Low of the session, by the values of the session before; NaN likewise. */
  readonly spread: Float64Array;
}

/** A rank correlation of fewer stocks takes only a few values, and a sort needs a stock for each of its groups. */
export function fewestStocks(groups: number): number {
  return Math.max(5, groups);
}

/**
 * The series of a factor within each sector, computed as a run computes those of all stocks: the values of the stocks that are
 * in the sector at a session are ranked among themselves. Sectors are in the order of their names; the last entry, if there
 * is one, counts the stocks of which no sector is known and has no series of its own.
 */
export function sectorSeries(inputs: SectorInputs): SectorSeries[] {
  const { market, scores, sectors, names = new Map<number, string>(), horizon } = inputs;
  const members = valuesOfMembers(scores, market.member);
  const forward = forwardReturns(market.allReturns, horizon);
  const known = stocksBySector(sectors);
  const named = [...known.keys()].map((code) => [names.get(code) ?? String(code), code] as const);
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  const found = named.map(([sector, code]) => {
    const stocks = known.get(code) as readonly number[];
    const within = (panel: Panel): Panel => columnsWithin(panel, stocks, (cell) => sectors.values[cell] === code);
    const all = (panel: Panel): Panel => columnsWithin(panel, stocks, () => true);
    return {
      sector,
      ...seriesOf(inputs, { scores: within(scores), members: within(members), forward: all(forward), all }),
    };
  });
  const without = withoutSector(members, sectors);
  return without === undefined ? found : [...found, without];
}

interface SectorPanels {
  readonly scores: Panel;
  readonly members: Panel;
  readonly forward: Panel;
  readonly all: (panel: Panel) => Panel;
}

function seriesOf(
  { market, sizes, groups }: SectorInputs,
  { scores, members, forward, all }: SectorPanels,
): Omit<SectorSeries, 'sector'> {
  const orders = sessionOrders(members);
  const stocks = orders.counts;
  const fewest = fewestStocks(groups);
  const { spread } = sortedPortfolios(scores, all(market.returns), {
    groups,
    ...(sizes !== undefined && { weights: all(sizes) }),
  });
  return {
    stocks,
    coefficients: rankCorrelations(orders, sessionOrders(forward)).map((value, t) =>
      (stocks[t] as number) < fewest ? NaN : value,
    ),
    spread: spread.map((value, t) => ((stocks[t - 1] ?? 0) < fewest ? NaN : value)),
  };
}

/** The stocks that are ever in each sector, by its code. */
function stocksBySector({ days, stocks, values }: Panel): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let i = 0; i < stocks; i++) {
    const own = new Set<number>();
    for (let t = 0; t < days; t++) {
      const code = values[t * stocks + i] as number;
      if (code >= 0) own.add(code);
    }
    for (const code of own) found.set(code, [...(found.get(code) ?? []), i]);
  }
  return found;
}

/** Some columns of a panel, of the cells that are kept. */
function columnsWithin(panel: Panel, stocks: readonly number[], isKept: (cell: number) => boolean): Panel {
  const cut = missingPanel(panel.days, stocks.length);
  for (let t = 0; t < panel.days; t++) {
    stocks.forEach((stock, at) => {
      const cell = t * panel.stocks + stock;
      if (isKept(cell)) cut.values[t * stocks.length + at] = panel.values[cell] as number;
    });
  }
  return cut;
}

/** Stocks with a value of which no sector is known; undefined where there are none. */
function withoutSector(members: Panel, sectors: Panel): SectorSeries | undefined {
  const { days, stocks, values } = members;
  const counts = new Uint32Array(days);
  values.forEach((value, cell) => {
    const code = sectors.values[cell] as number;
    if (Number.isFinite(value) && !(code >= 0)) counts[Math.floor(cell / stocks)]!++;
  });
  if (!counts.some((count) => count > 0)) return undefined;
  const none = new Float64Array(days).fill(NaN);
  return { sector: noSector, stocks: counts, coefficients: none, spread: none };
}

/** Name of the entry of stocks of which no sector is known; a file of groups cannot give it, since it is empty. */
export const noSector = '';
