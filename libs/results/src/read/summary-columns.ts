import { summaryNumberEntries } from '../evidence/summary-numbers.ts';

/** The numbers of summaries as a list to select from `factor_summaries`, each with its name. */
export const summaryNumberColumns = summaryNumberEntries.map(([name, { column }]) => `${column} AS ${name}`).join(', ');
