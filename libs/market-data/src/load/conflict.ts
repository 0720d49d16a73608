import { isoOfDay } from '@fm/platform/time';
import { basisChange } from '../checks/basis.ts';
import { seamOf } from '../checks/seam.ts';
import type { PriceFile } from '../model/price-file.ts';
import type { KnownRows } from './known-rows.ts';

/** Why rows contradict what is known of their symbol. */
export interface Conflict {
  readonly code: 'SYNTHETIC_MIX' | 'BASIS_CHANGED' | 'BASIS_REBASED';
  readonly what: string;
  /** Of rows that can stand beside it divided by this. */
  readonly factor?: number;
}

/**
 * Compares the rows of one symbol with the history known of it.
 *
 * @param order - row numbers of the symbol, days ascending
 */
export function conflictWith(file: PriceFile, order: Int32Array, known: KnownRows | undefined): Conflict | undefined {
  if (known === undefined) return undefined;
  if (known.synthetic !== file.synthetic) {
    const [ours, theirs] = file.synthetic ? ['synthetic', 'real'] : ['real', 'synthetic'];
    return {
      code: 'SYNTHETIC_MIX',
      what: `the rows are ${ours}, but the data folder has ${theirs} prices of the symbol`,
    };
  }
  const { rows } = file.parsed;
  const change = basisChange(rows, order, known);
  if (change === undefined) return undefined;
  const since = isoOfDay(known.day[0]!);
  const seam = seamOf(rows, order, known);
  const what = (factor: number): string =>
    `adjusted closes are ${factor.toPrecision(6)} times those known of the same or neighbouring days since ${since}`;
  if ('reason' in seam) return { code: 'BASIS_CHANGED', what: `${what(change)}; not rebased, because ${seam.reason}` };
  const { factor } = seam;
  return {
    code: 'BASIS_REBASED',
    factor,
    what: `${what(factor)}; the days it does not have are divided by that factor`,
  };
}
