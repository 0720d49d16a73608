import type { ResultColumn, TextDictionary } from './collector.ts';

/** The text of a row, whether the engine gave texts or a dictionary. */
export function textsOf(column: ResultColumn | undefined): (row: number) => string {
  if (Array.isArray(column)) return (row) => column[row] as string;
  const { dictionary, indexes } = column as TextDictionary;
  return (row) => dictionary[indexes[row] as number] as string;
}
