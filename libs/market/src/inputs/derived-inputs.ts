import type { Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import type { MarketPanels } from '../panels/market-panels.ts';
import { knownSince, marketCapOf, splitRatio, unadjustedClose } from './market-cap.ts';
import type { RangeColumn } from '../facts/raw-market.ts';
import type { Frame } from './frame.ts';
import type { PricePanels } from './prices.ts';
import type { SourceName, inputSources } from './sources.ts';
import { asOfPanel, type AsOfFacts } from './as-of-facts.ts';
import { factsOf } from './as-of-source.ts';

/** An input made of prices, or of prices and other inputs. */
export interface DerivedInput {
  /** Inputs of sources that it is made of. */
  readonly madeOf: readonly SourcedInput[];
  readonly usesSplits: boolean;
  /** Prices that it takes besides those that every run reads. @default none */
  readonly columns?: readonly RangeColumn[];
  /** Whether the panel exists anyway, or is kept once computed because many factors take it. */
  readonly isKept: boolean;
  make(parts: MarketPanels): Panel;
  /** Why a cell has no value; undefined where it lacks one of the inputs that it is made of. */
  whyMissing(frame: Frame, cell: number): string | undefined;
}

type SourcedInput = (typeof inputSources)[SourceName]['names'][number];

/** Every input that no source gives. */
export const derivedInputs: Readonly<Record<Exclude<InputName, SourcedInput>, DerivedInput>> = {
  adjClose: there('adjClose', ({ prices }) => prices.adjClose),
  close: there('close', ({ prices }) => prices.close),
  open: ofRange('open'),
  high: ofRange('high'),
  low: ofRange('low'),
  typicalPrice: ofBar('typicalPrice', ['high', 'low'], ({ close, high, low }) => {
    const [highs, lows] = [high as Panel, low as Panel];
    return cellwise(
      close,
      (price, cell) => ((highs.values[cell] as number) + (lows.values[cell] as number) + price) / 3,
    );
  }),
  volume: there('volume', ({ prices }) => prices.volume),
  dollarVolume: ofBar('dollarVolume', [], ({ close, volume }) =>
    cellwise(close, (price, cell) => price * (volume.values[cell] as number)),
  ),
  returns: there('returns', ({ knownReturns }) => knownReturns),
  splitRatio: {
    ...{ madeOf: [], usesSplits: true, isKept: false },
    make: ({ calendar, symbols, splits }) => splitRatio(calendar, symbols.length, splits ?? []),
    whyMissing: () => 'splitRatio: none',
  },
  unadjustedClose: {
    ...{ madeOf: [], usesSplits: true, isKept: false },
    make: ({ prices, calendar, splits }) => unadjustedClose(prices.close, calendar, splits ?? []),
    whyMissing: (frame, cell) => whyNoClose('unadjustedClose', frame, cell) ?? 'unadjustedClose: none',
  },
  marketCap: {
    ...{ madeOf: ['sharesOutstanding'], usesSplits: true, isKept: true },
    make: (parts) => parts.weights ?? capPanel(parts, factsOf(parts.facts.filings ?? {}, 'sharesOutstanding')),
    whyMissing: (frame, cell) => whyNoClose('marketCap', frame, cell),
  },
};

/** The derived input with a name; undefined where a source gives it. */
export function derivedInput(name: InputName): DerivedInput | undefined {
  return (derivedInputs as Readonly<Partial<Record<InputName, DerivedInput>>>)[name];
}

function there(name: InputName, make: DerivedInput['make']): DerivedInput {
  return { madeOf: [], usesSplits: false, isKept: true, make, whyMissing: () => `${name}: none` };
}

function ofRange(name: RangeColumn): DerivedInput {
  return { ...ofBar(name, [name], (prices) => prices[name] as Panel), isKept: true };
}

/** An input that is made of the prices of one session, on the basis of its close. */
function ofBar(name: InputName, columns: readonly RangeColumn[], make: (prices: PricePanels) => Panel): DerivedInput {
  return {
    ...{ madeOf: [], usesSplits: false, columns, isKept: false },
    make: ({ prices }) => make(prices),
    whyMissing: (frame, cell) => whyNoClose(name, frame, cell) ?? `${name}: none`,
  };
}

function cellwise({ days, stocks, values }: Panel, make: (value: number, cell: number) => number): Panel {
  return { days, stocks, values: values.map(make) };
}

/** Why a price without a close on the split basis, as of Stooq, has nothing that is made of it. */
const closeUnknown = 'close adjusted for dividends';

function whyNoClose(name: InputName, { prices }: Frame, cell: number): string | undefined {
  if (!Number.isNaN(prices.close.values[cell])) return undefined;
  return `${name}: ${Number.isNaN(prices.adjClose.values[cell]) ? 'none' : closeUnknown}`;
}

/** Market capitalisation of every session. */
export function capPanel({ prices, calendar, closes, splits = [] }: Frame, shares: AsOfFacts): Panel {
  return marketCapOf(
    unadjustedClose(prices.close, calendar, splits),
    asOfPanel(closes, shares),
    knownSince(closes, shares),
    calendar,
    splits,
  );
}
