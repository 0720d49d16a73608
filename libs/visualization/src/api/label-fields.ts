import type { StartField } from './start-fields.ts';

/** The labels that a run can be given when it is started; they change no result. */
export const labelFields: readonly StartField[] = [
  { name: 'name', label: 'Name', hint: 'one line; empty: none', initial: '', example: 'momentum, second try' },
  { name: 'note', label: 'Note', hint: 'empty: none', initial: '', example: 'costs of the old broker' },
];
