import type { InputDescription } from './input.ts';

/** A panel of values that a user loaded, by the name under which they are stored, in lower case. */
export type ValuesInput = `values:${string}`;

const written = /^(?:values|panel):([a-z_][\w.]*)$/i;

/** The description of every panel of values. */
export const valuesDescription: InputDescription = {
  unit: 'of the file',
  summary: 'Values that the user loaded: known at the close of their date unless the file says when.',
};

/** Whether a name is that of a panel of values. */
export function isValuesInput(name: string): name is ValuesInput {
  return name.startsWith('values:');
}

/** The panel that `values:NAME` or `panel:NAME` is in a formula or a list of factors; undefined for any other text. */
export function valuesInput(text: string): ValuesInput | undefined {
  const [, name] = written.exec(text.trim()) ?? [];
  return name === undefined ? undefined : `values:${name.toLowerCase()}`;
}

/** The name of a panel of values without what says that it is one. */
export function valuesName(input: ValuesInput): string {
  return input.slice('values:'.length);
}
