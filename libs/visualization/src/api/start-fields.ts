import { jsonName, parameterEntries } from '@fm/results/parameters';

/** One field of an order for a run: of the form on the page, and of the body of `POST /api/v1/runs`. */
export interface StartField {
  readonly name: string;
  readonly label: string;
  /** What may be entered, in words. */
  readonly hint: string;
  /** The initial value of the form; empty takes the default of `fm mine`. */
  readonly initial: string;
  readonly example: string;
}

/** How many slices are worked on at once; only where the run is a process of the machine that serves the page. */
export const jobsField: StartField = {
  name: 'jobs',
  label: 'Slices at once',
  hint: '1 to 64; empty: as many as pay off',
  initial: '',
  example: '2',
};

/** Fields of the workflow's input that the form asks for. */
export const startFields: readonly StartField[] = parameterEntries.flatMap(([name, { field, default: usual = '' }]) => {
  if (field === undefined) return [];
  const { label, hint, initial = usual, example = initial } = field;
  return [{ name: jsonName(name), label, hint, initial, example }];
});
