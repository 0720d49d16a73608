import { createHash } from 'node:crypto';
import { findFactor, listFactors, type CharacteristicFactor, type InputName } from '@fm/factors';
import type { Panel } from '@fm/factor-math';
import { assembleMarket, readUniverse, type Market } from '@fm/market';
import { dataVersionOf, loadCalendar, readRawMarket, symbolsOf, type MarketNeeds } from '@fm/market/facts';
import { dayOfIso } from '@fm/platform/time';
import type { Warehouse } from '@fm/warehouse/rows';
import { wrongSearch } from '../errors.ts';
import { knownFields } from '../grammar/units.ts';
import { readBars } from './read-bars.ts';
import { sharedDoubles, type SearchMarket } from './search-market.ts';

/** The part of the warehouse that a search uses. */
export interface MarketRequest {
  /** As `readUniverse` takes it. */
  readonly universe: string;
  /** Factors that forward returns are made neutral to, see {@link knownFactors}. */
  readonly known: readonly string[];
}

/**
 * Factors by name, `all` for every one of the catalogue that gives stocks a value.
 *
 * @throws WRONG_SEARCH for an unknown name
 */
export function knownFactors(names: readonly string[]): CharacteristicFactor[] {
  return names.flatMap((name) => {
    if (name === 'all') return listFactors().filter((factor) => factor.kind === 'characteristic');
    const factor = findFactor(name);
    if (factor === undefined) throw wrongSearch(`no factor is named ${name}`, 'List the factors with `fm factors`.');
    if (factor.kind !== 'characteristic')
      throw wrongSearch(
        `${factor.name} is a portfolio and gives no stock a value`,
        'Name factors that sort stocks, such as ROC20.',
      );
    return [factor];
  });
}

/**
 * Reads the market of a search: daily bars, capitalisation and industry where they are known, and the factors that forward
 * returns are made neutral to. What is unknown is left out, and the notes say so.
 *
 * @throws EMPTY_UNIVERSE and what else `readUniverse` throws; WRONG_SEARCH for an unknown factor
 */
export async function readSearchMarket(warehouse: Warehouse, request: MarketRequest): Promise<SearchMarket> {
  const factors = knownFactors(request.known);
  const universe = await readUniverse(warehouse, request.universe);
  const { sessions } = await loadCalendar(warehouse, universe);
  const symbols = symbolsOf(universe);
  const inputs = new Set<InputName>(['adjClose', 'close', 'volume', 'returns', 'marketCap', 'group']);
  factors.flatMap((factor) => factor.inputs).forEach((input) => inputs.add(input));
  const until = sessions.at(-1) as string;
  const needs: MarketNeeds = { inputs, until, weighting: 'equal' };
  const raw = await readRawMarket(warehouse, symbols, needs);
  const calendar = Int32Array.from(sessions, dayOfIso);
  const market = assembleMarket(raw, universe, needs, calendar);
  const bars = await readBars(warehouse, symbols, calendar);
  const cap = market.panel('marketCap');
  const group = market.panel('group');
  const panels = new Map<string, Float64Array>([
    ...bars,
    ['close', inShared(market.panel('close').values)],
    ['volume', inShared(market.panel('volume').values)],
    ['returns', inShared(market.allReturns.values)],
    ['cap', inShared(cap.values)],
    ['industry', inShared(group.values)],
  ]);
  for (const [name, values] of panels) if (!values.some(Number.isFinite)) panels.delete(name);
  const size = panels.has('cap') ? [{ name: 'size', panel: logarithms(cap) }] : [];
  const known = factors.map((factor) => ({ name: factor.name, panel: factor.compute(market) }));
  const exposures = [...size, ...known].filter(({ panel }) => panel.values.some(Number.isFinite));
  const hasGroups = panels.has('industry');
  return {
    ...{ symbols, sessions, panels },
    fields: knownFields.filter(({ name }) => panels.has(name)),
    ...(market.member === undefined ? {} : { members: Float64Array.from(market.member) }),
    returns: { ...market.allReturns, values: panels.get('returns') as Float64Array },
    exposures: exposures.map(({ panel }) => panel),
    ...(hasGroups ? { groups: panels.get('industry') as Float64Array } : {}),
    neutralTo: [...(hasGroups ? ['industry'] : []), ...exposures.map(({ name }) => name)],
    dataVersion: await versionOf(warehouse, symbols, inputs, until, factors),
    synthetic: raw.synthetic,
    notes: notesOf(universe.dated, panels, market, known),
  };
}

/** Data and definitions of the known factors. */
async function versionOf(
  warehouse: Warehouse,
  symbols: readonly string[],
  inputs: ReadonlySet<InputName>,
  until: string,
  factors: readonly CharacteristicFactor[],
): Promise<string> {
  const data = await dataVersionOf(warehouse, symbols, inputs, until);
  const definitions = factors.map(({ name, revision }) => `${name}:${revision}`);
  return createHash('sha256')
    .update([data, ...definitions].join(' '))
    .digest('hex');
}

function notesOf(
  isDated: boolean,
  panels: ReadonlyMap<string, Float64Array>,
  market: Market,
  known: readonly { readonly name: string; readonly panel: Panel }[],
): string[] {
  const notes: string[] = [];
  if (!isDated)
    notes.push('The universe has no dates of entry and exit: its stocks are those known today (survivorship).');
  if (!panels.has('industry')) notes.push('No industry is known: forward returns are not neutral to it.');
  if (!panels.has('cap')) notes.push('No share count is known: forward returns are not neutral to size.');
  const cells = market.returns.values.length;
  for (const { name, panel } of known) {
    const present = panel.values.reduce((count, value) => count + (Number.isFinite(value) ? 1 : 0), 0);
    if (present === 0) notes.push(`${name} has no value at all: forward returns are not neutral to it.`);
    else if (present < cells / 2)
      notes.push(
        `${name} has a value in ${Math.round((100 * present) / cells)} % of the cells; only these are judged, as neutral to it.`,
      );
  }
  return notes;
}

function logarithms({ days, stocks, values }: Panel): Panel {
  return { days, stocks, values: values.map((value) => (value > 0 ? Math.log(value) : NaN)) };
}

function inShared(values: Float64Array): Float64Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const copy = sharedDoubles(values.length);
  copy.set(values);
  return copy;
}
