import type { Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import { isoOfDay } from '@fm/platform/time';
import { knownSince, perShareOnBasisOfDay, splitRatio, unadjustedClose } from '../inputs/market-cap.ts';
import { PanelCache } from '../inputs/panel-cache.ts';
import { isFilingInput, isPerShare } from '../inputs/filings.ts';
import { sentimentPanels } from '../inputs/sentiment.ts';
import { lastFactBefore, steppedPanel, type SteppedFacts } from '../inputs/stepped-facts.ts';
import type { Market } from './market.ts';
import { capPanel, marketParts, type MarketParts } from './market-parts.ts';

/** Makes the market of a run from facts, see {@link marketParts}. */
export function assembleMarket(...facts: Parameters<typeof marketParts>): Market {
  return marketOf(marketParts(...facts));
}

/** The market that parts make: prices and returns are there, other inputs are made when a factor asks for them. */
export function marketOf(parts: MarketParts): Market {
  const { symbols, calendar, returns, allReturns, riskFree, firstPrice, lastPrice, member, weights } = parts;
  const stepped = new Map(parts.stepped.map(({ name, facts }) => [name, facts]));
  const { adjClose, close, volume } = parts.prices;
  const there = new Map<InputName, Panel>([
    ['adjClose', adjClose],
    ['close', close],
    ['volume', volume],
    ['returns', returns],
  ]);
  const panels = new PanelCache(makersOf(parts, stepped));
  return {
    ...{ symbols, returns, allReturns, riskFree, firstPrice, lastPrice },
    sessions: Array.from(calendar, isoOfDay),
    ...(weights === undefined ? {} : { marketCap: weights }),
    ...(member === undefined ? {} : { member }),
    panel: (name) => there.get(name) ?? panels.get(name),
    whyMissing: (name, cell) => whyMissing(name, cell, parts, stepped),
  };
}

function makersOf(parts: MarketParts, stepped: ReadonlyMap<InputName, SteppedFacts>): Map<InputName, () => Panel> {
  const { symbols, calendar, closes, prices, articles, splits, weights } = parts;
  const makers = new Map<InputName, () => Panel>(
    [...stepped].map(([name, facts]) => [
      name,
      () =>
        splits !== undefined && isPerShare(name)
          ? perShareOnBasisOfDay(steppedPanel(closes, facts), knownSince(closes, facts), calendar, splits)
          : steppedPanel(closes, facts),
    ]),
  );
  if (articles !== undefined) {
    for (const name of ['averageSentiment14', 'latestSentiment'] as const)
      makers.set(name, () => sentimentPanels(articles, symbols, closes)[name]);
  }
  if (splits !== undefined) {
    makers.set('unadjustedClose', () => unadjustedClose(prices.close, calendar, splits));
    makers.set('splitRatio', () => splitRatio(calendar, symbols.length, splits));
    const shares = stepped.get('sharesOutstanding');
    if (shares !== undefined)
      makers.set(
        'marketCap',
        onceMade(() => weights ?? capPanel(parts, splits, shares)),
      );
  }
  return makers;
}

/** A panel that many factors are made of: made once and kept. */
function onceMade(make: () => Panel): () => Panel {
  let made: Panel | undefined;
  return () => (made ??= make());
}

/** Why a price without a close on the split basis, as of Stooq, has no capitalisation. */
const closeUnknown = 'close adjusted for dividends';

function whyMissing(
  name: InputName,
  cell: number,
  { prices, symbols, closes }: MarketParts,
  stepped: ReadonlyMap<InputName, SteppedFacts>,
): string {
  if ((name === 'marketCap' || name === 'unadjustedClose') && Number.isNaN(prices.close.values[cell])) {
    return `${name}: ${Number.isNaN(prices.adjClose.values[cell]) ? 'none' : closeUnknown}`;
  }
  const told = name === 'marketCap' ? 'sharesOutstanding' : name;
  const facts = stepped.get(told);
  if (facts === undefined) {
    return name === 'averageSentiment14' || name === 'latestSentiment' ? 'no article known' : `${told}: none`;
  }
  const close = closes[Math.floor(cell / symbols.length)] as number;
  const place = lastFactBefore(facts, cell % symbols.length, close);
  if (place !== undefined) return facts.reasons[facts.reason[place] as number] as string;
  if (told === 'group') return 'group: none known';
  return isFilingInput(told) ? `${told}: no filing known` : `${told}: no document known`;
}
