import type { ListType } from '../contract.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { ListColumn } from './column-data.ts';
import { isDate32 } from './dates.ts';
import type { Refusal } from './value-writers.ts';

/**
 * Lists in the Native format: where each row's list ends, counted from the first row written, then all items. No item may
 * be missing.
 *
 * @param refused - makes the error for a row
 */
export function writeList(
  out: ByteWriter,
  type: ListType,
  { ends, items }: ListColumn,
  start: number,
  end: number,
  refused: (refusal: Refusal, row: number) => Error,
): void {
  const first = start === 0 ? 0 : (ends[start - 1] as number);
  const wanted = type === 'Array(Float64)' ? Float64Array : Int32Array;
  let from = first;
  for (let row = start; row < end; row++) {
    const to = ends[row] as number;
    if (to < from || to > items.length || !(items instanceof wanted)) throw refused('bad', row);
    for (let at = from; at < to; at++) {
      const item = items[at] as number;
      if (type === 'Array(Float64)' ? !Number.isFinite(item) : !isDate32(item))
        throw refused(type === 'Array(Float64)' ? 'not finite' : 'bad', row);
    }
    from = to;
  }
  out.bytes(new Uint8Array(BigUint64Array.from(ends.subarray(start, end), (to) => BigInt(to - first)).buffer));
  const part = items.subarray(first, from);
  out.bytes(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
}
