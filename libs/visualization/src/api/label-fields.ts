import type { StartField } from './start-fields.ts';

/** What may be said of a run when it is started; it changes no result. */
export const labelFields: readonly StartField[] = [
  { name: 'name', label: 'Name', hint: 'one line; empty: none', initial: '', example: 'momentum, second try' },
  { name: 'note', label: 'Note', hint: 'empty: none', initial: '', example: 'costs of the old broker' },
];
