/**
 * What a parameter decides, and so which group it belongs to.
 *
 * - `factors`, `sample`: which factors, stocks and days. They enter the identity of a run as what they resolve to.
 * - `portfolio`, `treatment`: how portfolios are made, and how values are treated before. They are in the identity, and
 *   another value is another trial of the ledger. `fm verify` applies treatments too.
 * - `evidence`: what else is computed, or kept out of the sample. It is in the identity; the trial is the same.
 * - `cut`: how the work is split. It changes no result, and is not stored with the request.
 * - `family`: the project that the trials belong to. It changes no result.
 */
export type ParameterPart = 'factors' | 'sample' | 'portfolio' | 'treatment' | 'evidence' | 'cut' | 'family';

/** How JSON may write a parameter: a text, a number or its text, or a list or its parts joined by commas. */
export type ParameterKind = 'text' | 'number' | 'list';

/** Everything there is to know of a parameter of runs. */
export interface RunParameter {
  readonly kind: ParameterKind;
  readonly part: ParameterPart;
  /** Its text if it is not given. @default it may be missing */
  readonly default?: string;
  /** Of `fm mine`: what is written after the option, and its help. */
  readonly option: { readonly value: string; readonly help: string };
  /** Of the form that starts runs. @default the form does not ask for it */
  readonly field?: ParameterField;
  readonly read: ParameterReader<unknown>;
  /** A value among the settings of a trial, e.g. `3 groups`. */
  readonly said?: (value: never) => string;
  /** Of a treatment: what was done, as a part of the sentence in the notes of a run. */
  readonly note?: (value: never) => string;
}

/** Reads the value of a text; an invalid text is refused. */
export type ParameterReader<Value> = (text: string, refuse: (fault: string) => void) => Value;

/** How a form shows a parameter. */
export interface ParameterField {
  readonly label: string;
  /** What may be written, in words. */
  readonly hint: string;
  /** What the form begins with. @default that of the parameter, or nothing */
  readonly initial?: string;
  /** @default what the form begins with */
  readonly example?: string;
}
