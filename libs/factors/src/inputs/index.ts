import { articles } from './articles.ts';
import { capitalisation } from './capitalisation.ts';
import { documents } from './documents.ts';
import { filings } from './filings.ts';
import { describeReading, isFilingReading, type FilingReading } from './filing-readings.ts';
import { groups } from './groups.ts';
import type { InputDescription } from './input.ts';
import { prices } from './prices.ts';
import { isValuesInput, valuesDescription, type ValuesInput } from './values.ts';
import { shortInterest } from './short-interest.ts';

export { filingPanel, isFlow } from './filings.ts';
export { filingReading, isFilingReading, readingOf, type FilingReading, type Reading } from './filing-readings.ts';
export type { InputDescription } from './input.ts';
export { isValuesInput, valuesInput, valuesName, type ValuesInput } from './values.ts';

/** Every panel that a factor can ask for, by the source it is made of. */
export const inputsBySource = { prices, capitalisation, filings, articles, documents, groups, shortInterest } as const;

type InputsBySource = typeof inputsBySource;

/** Names of the panels of a source. */
export type InputNameOf<Source extends keyof InputsBySource> = keyof InputsBySource[Source] & string;

/** A panel that a factor can ask for: one of a table, what a formula reads of filings, or values that a user loaded. */
export type InputName =
  { [Source in keyof InputsBySource]: InputNameOf<Source> }[keyof InputsBySource] | FilingReading | ValuesInput;

export type FilingInput = InputNameOf<'filings'>;
export type SentimentInput = InputNameOf<'articles'>;
export type RatingInput = InputNameOf<'documents'>;

/** Names of the panels of a source, in the order of its table. */
export function inputNamesOf<Source extends keyof InputsBySource>(source: Source): readonly InputNameOf<Source>[] {
  return Object.keys(inputsBySource[source]) as InputNameOf<Source>[];
}

export const filingInputs = inputNamesOf('filings');
export const ratingInputs = inputNamesOf('documents');

const descriptions = new Map<string, InputDescription>(
  Object.values(inputsBySource).flatMap((source) => Object.entries<InputDescription>(source)),
);

/** Unit and summary of a panel. */
export function describeInput(name: InputName): InputDescription {
  if (isFilingReading(name)) return describeReading(name);
  return isValuesInput(name) ? valuesDescription : (descriptions.get(name) as InputDescription);
}

/** Whether a text is the name of a panel. */
export function isInputName(name: string): name is InputName {
  return descriptions.has(name) || isFilingReading(name) || isValuesInput(name);
}
