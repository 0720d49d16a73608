import type { Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import type { Frame } from './frame.ts';

/** A fact about a stock that counts at closes after the moment it became known. */
export interface DatedFact {
  readonly symbol: string;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
}

/** Which facts to read. */
export interface FactQuery<Name extends InputName> {
  readonly warehouse: Warehouse;
  readonly symbols: readonly string[];
  /** Requested inputs: at least one. */
  readonly names: readonly Name[];
  /** Facts known before this moment, milliseconds since the epoch. */
  readonly until: number;
  /** Version of the sentiment scorer. @default the first by name in the warehouse */
  readonly scorer?: string;
}

/**
 * One kind of fact, and the panels that are made of it. A run reads the facts, makes plain data of them that threads share,
 * and makes the panels of that data when a factor asks for them. No other part of the platform knows the kind.
 *
 * @typeParam Name - the inputs made of it; unit and summary of each are in `@fm/factors`
 * @typeParam Part - typed arrays and plain objects
 */
export interface InputSource<Name extends InputName, Fact extends DatedFact, Part> {
  readonly names: readonly Name[];
  /** Whether a name that is not in the list is one of its inputs: where users give the names. @default none is */
  owns?(name: InputName): boolean;
  /**
   * Query for `rows` and `hash` of all facts of `{symbols:Array(String)}` known before `{close:Int64}`, or of those that the
   * inputs `{names:Array(String)}` are made of: a part of the version of the data of a run.
   */
  readonly version: string;
  /** Reads the facts of inputs, in any order. */
  read(query: FactQuery<Name>): Promise<readonly Fact[]>;
  /** Makes the same data of the same facts in whatever order they come. */
  partOf(facts: readonly Fact[], symbols: readonly string[], names: readonly Name[]): Part;
  /** Whether the panel takes splits, which are read only where one does. */
  usesSplits?(name: Name): boolean;
  /** The panel of an input: at session t it holds only what was known before the close of t. */
  panel(name: Name, part: Part, frame: Frame): Panel;
  /** Why the panel has no value in a cell (session x stocks + stock). */
  whyMissing(name: Name, part: Part, frame: Frame, cell: number): string;
  /** The same fact with another value: what `verify` substitutes for facts that become known later. */
  change(fact: Fact, random: () => number): Fact;
  /** What a reader of any result must know about the facts. */
  notes?(query: FactQuery<Name>): Promise<string[]>;
}

/** A source whose facts and data types are unknown. */
export type AnySource = InputSource<InputName, DatedFact, unknown>;

export type FactOf<Source extends { partOf: (facts: never, ...rest: never[]) => unknown }> = Parameters<
  Source['partOf']
>[0][number];
export type PartOf<Source extends { partOf: (...given: never[]) => unknown }> = ReturnType<Source['partOf']>;
