import type { InputName } from '@fm/factors';
import type { DatedFact, InputSource } from './input-source.ts';
import { lastFactBefore, steppedFacts, steppedPanel, type SteppedFact, type SteppedFacts } from './stepped-facts.ts';

/** The facts of each input asked for. */
export type SteppedPart<Name extends InputName> = Readonly<Partial<Record<Name, SteppedFacts>>>;

/** A source whose facts each hold until the next one of the same stock and input. */
export interface SteppedDescription<Name extends InputName, Fact extends DatedFact> extends Omit<
  InputSource<Name, Fact, SteppedPart<Name>>,
  'partOf' | 'panel' | 'whyMissing'
> {
  /** The input that a fact is about. */
  nameOf(fact: Fact): Name;
  /** The value that holds from the fact on, NaN with a reason where it says that there is none. */
  valueOf(fact: Fact): Pick<SteppedFact, 'value' | 'reason'>;
  /** Why a stock without any fact has no value. */
  noneKnown(name: Name): string;
  /** Makes other facts of those about one input. @default the facts as they are */
  settle?(facts: readonly Fact[]): readonly Fact[];
  /** Makes the panel of the facts. @default each value until the next */
  panel?: InputSource<Name, Fact, SteppedPart<Name>>['panel'];
}

/** Makes a source of facts that hold until the next one. */
export function steppedSource<Name extends InputName, Fact extends DatedFact>(
  description: SteppedDescription<Name, Fact>,
): InputSource<Name, Fact, SteppedPart<Name>> {
  const { nameOf, valueOf, noneKnown, settle = (facts) => facts, ...source } = description;
  return {
    panel: (name, part, { closes }) => steppedPanel(closes, factsOf(part, name)),
    ...source,
    partOf: (facts, symbols, names) => {
      const column = new Map(symbols.map((symbol, at) => [symbol, at]));
      const own = new Map(names.map((name) => [name, [] as SteppedFact[]]));
      for (const fact of settle(facts)) {
        const stock = column.get(fact.symbol);
        if (stock !== undefined) own.get(nameOf(fact))?.push({ stock, knownAt: fact.knownAt, ...valueOf(fact) });
      }
      const made = [...own].map(([name, stepped]) => [name, steppedFacts(symbols.length, stepped)]);
      return Object.fromEntries(made) as SteppedPart<Name>;
    },
    whyMissing: (name, part, { symbols, closes }, cell) => {
      const facts = factsOf(part, name);
      const close = closes[Math.floor(cell / symbols.length)] as number;
      const place = lastFactBefore(facts, cell % symbols.length, close);
      return place === undefined ? noneKnown(name) : (facts.reasons[facts.reason[place] as number] as string);
    },
  };
}

/** The facts of an input that was asked for. */
export function factsOf<Name extends InputName>(part: SteppedPart<Name>, name: Name): SteppedFacts {
  return part[name] as SteppedFacts;
}
