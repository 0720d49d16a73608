import type { InputName } from '@fm/factors';
import type { DatedFact, InputSource } from './input-source.ts';
import { lastFactBefore, asOfFacts, asOfPanel, type AsOfFact, type AsOfFacts } from './as-of-facts.ts';

/** The facts of each input asked for. */
export type AsOfPart<Name extends InputName> = Readonly<Partial<Record<Name, AsOfFacts>>>;

/** A source whose facts each apply until the next one of the same stock and input. */
export interface AsOfDescription<Name extends InputName, Fact extends DatedFact> extends Omit<
  InputSource<Name, Fact, AsOfPart<Name>>,
  'partOf' | 'panel' | 'whyMissing'
> {
  /** The input that a fact is about. */
  nameOf(fact: Fact): Name;
  /** The value that applies from the fact on; NaN with a reason if it says that there is none. */
  valueOf(fact: Fact): Pick<AsOfFact, 'value' | 'reason'>;
  /** Why a stock without any fact has no value. */
  noneKnown(name: Name): string;
  /** Chooses among facts about one input. @default all of them */
  selectFacts?(facts: readonly Fact[]): readonly Fact[];
  /** Makes the panel of the facts. @default each value until the next */
  panel?: InputSource<Name, Fact, AsOfPart<Name>>['panel'];
}

/** Makes a source of facts that apply until the next one. */
export function asOfSource<Name extends InputName, Fact extends DatedFact>(
  description: AsOfDescription<Name, Fact>,
): InputSource<Name, Fact, AsOfPart<Name>> {
  const { nameOf, valueOf, noneKnown, selectFacts = (facts) => facts, ...source } = description;
  return {
    panel: (name, part, { closes }) => asOfPanel(closes, factsOf(part, name)),
    ...source,
    partOf: (facts, symbols, names) => {
      const column = new Map(symbols.map((symbol, at) => [symbol, at]));
      const own = new Map(names.map((name) => [name, [] as AsOfFact[]]));
      for (const fact of selectFacts(facts)) {
        const stock = column.get(fact.symbol);
        if (stock !== undefined) own.get(nameOf(fact))?.push({ stock, knownAt: fact.knownAt, ...valueOf(fact) });
      }
      const made = [...own].map(([name, ofInput]) => [name, asOfFacts(symbols.length, ofInput)]);
      return Object.fromEntries(made) as AsOfPart<Name>;
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
export function factsOf<Name extends InputName>(part: AsOfPart<Name>, name: Name): AsOfFacts {
  return part[name] as AsOfFacts;
}
