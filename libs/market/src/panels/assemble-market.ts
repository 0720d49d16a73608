import type { InputName } from '@fm/factors';
import { isoOfDay } from '@fm/platform/time';
import { inputNotLoaded } from '../errors.ts';
import { derivedInput } from '../inputs/derived-inputs.ts';
import { PanelCache } from '../inputs/panel-cache.ts';
import { sourceOf, sourceOfInput } from '../inputs/sources.ts';
import type { Market } from './market.ts';
import { marketPanels, type MarketPanels } from './market-panels.ts';

/** Makes the market of a run from facts, see {@link marketPanels}. */
export function assembleMarket(...facts: Parameters<typeof marketPanels>): Market {
  return marketOf(marketPanels(...facts));
}

/** The market that parts make: prices and returns are there, other inputs are made when a factor asks for them. */
export function marketOf(parts: MarketPanels): Market {
  const { symbols, calendar, returns, allReturns, riskFree, firstPrice, lastPrice, member, weights } = parts;
  const panels = new PanelCache((name) => makerOf(name, parts));
  return {
    ...{ symbols, returns, allReturns, riskFree, firstPrice, lastPrice },
    sessions: Array.from(calendar, isoOfDay),
    ...(weights === undefined ? {} : { marketCap: weights }),
    ...(member === undefined ? {} : { member }),
    panel: (name) => panels.get(name),
    whyMissing: (name, cell) => whyMissing(name, cell, parts),
  };
}

function makerOf(name: InputName, parts: MarketPanels): ReturnType<ConstructorParameters<typeof PanelCache>[0]> {
  const derived = derivedInput(name);
  if (derived !== undefined) {
    const lacking = derived.madeOf.find((input) => partOf(input, parts) === undefined);
    const isUnread = (derived.columns ?? []).some((column) => parts.prices[column] === undefined);
    if (lacking !== undefined || isUnread || (derived.usesSplits && parts.splits === undefined))
      throw inputNotLoaded(name);
    return { make: () => derived.make(parts), isKept: derived.isKept };
  }
  const part = partOf(name, parts);
  if (part === undefined) throw inputNotLoaded(name);
  return { make: () => part.source.panel(name, part.facts, parts), isKept: false };
}

/** Source and data of an input; undefined where none were loaded for it. */
function partOf(name: InputName, { facts }: MarketPanels) {
  const source = sourceOfInput(name);
  const own = source === undefined ? undefined : facts[source];
  return source === undefined || own === undefined ? undefined : { source: sourceOf(source), facts: own };
}

function whyMissing(name: InputName, cell: number, parts: MarketPanels): string {
  const derived = derivedInput(name);
  const own = derived?.whyMissing(parts, cell);
  if (own !== undefined) return own;
  const lacking = derived?.madeOf[0] ?? name;
  const part = partOf(lacking, parts);
  return part === undefined ? `${lacking}: none` : part.source.whyMissing(lacking, part.facts, parts, cell);
}
