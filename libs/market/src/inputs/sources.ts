import type { InputName } from '@fm/factors';
import { filingSource } from './filings.ts';
import { readingSource } from './filing-readings.ts';
import { groupSource } from './groups.ts';
import type { AnySource, FactOf, PartOf } from './input-source.ts';
import { documentSource } from './ratings.ts';
import { articleSource } from './sentiment.ts';
import { valuesSource } from './values.ts';
import { shortInterestSource } from './short-interest.ts';

/** Every kind of dated fact, in the order in which they are named in the version of the data. */
export const inputSources = {
  filings: filingSource,
  articles: articleSource,
  documents: documentSource,
  groups: groupSource,
  values: valuesSource,
  shortInterest: shortInterestSource,
  filingReadings: readingSource,
} as const;

type Sources = typeof inputSources;
export type SourceName = keyof Sources;

/** The facts of a market by source; the order of facts has no meaning. */
export type RawFacts = { readonly [Source in SourceName]: readonly FactOf<Sources[Source]>[] };

/** What panels are made of, by source; absent where no input is made of it. */
export type SourceParts = { readonly [Source in SourceName]?: PartOf<Sources[Source]> };

/** Names of all sources. */
export const sourceNames = Object.keys(inputSources) as readonly SourceName[];

/** A source with only its name known. */
export function sourceOf(name: SourceName): AnySource {
  return inputSources[name];
}

const byInput = new Map<InputName, SourceName>(
  sourceNames.flatMap((source) => sourceOf(source).names.map((name) => [name, source] as const)),
);

/** The source that an input is made of; undefined where it is derived of others, or of prices. */
export function sourceOfInput(name: InputName): SourceName | undefined {
  return byInput.get(name) ?? sourceNames.find((source) => sourceOf(source).owns?.(name));
}

/** Facts of every source, each made by one function. */
export function factsOfSources(make: (source: SourceName) => readonly unknown[]): RawFacts {
  return Object.fromEntries(sourceNames.map((source) => [source, make(source)])) as unknown as RawFacts;
}

/** A market without dated facts. */
export const noFacts: RawFacts = factsOfSources(() => []);
