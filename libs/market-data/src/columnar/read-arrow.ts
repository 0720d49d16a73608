import { zstdDecompressSync } from 'node:zlib';
import { CompressionType, setCompressionCodec, tableFromIPC } from '@uwdata/flechette';
import { maxUnpackedBytes } from '../files/limits.ts';
import { unpackLz4Frame } from './lz4-frame.ts';
import type { ColumnarTable } from './columnar-table.ts';

const onlyReads = (): never => {
  throw new Error('Arrow files are only read here');
};
setCompressionCodec(CompressionType.LZ4_FRAME, {
  decode: (packed) => unpackLz4Frame(packed, maxUnpackedBytes),
  encode: onlyReads,
});
setCompressionCodec(CompressionType.ZSTD, {
  decode: (packed) => zstdDecompressSync(packed, { maxOutputLength: maxUnpackedBytes }),
  encode: onlyReads,
});

/** The table of an Arrow file or stream; its days and times are dates. */
export function readArrow(bytes: Buffer): ColumnarTable & { readonly count: number } {
  const table = tableFromIPC(bytes, { useDate: true, useBigInt: true });
  const columns = new Map(table.names.map((name, at) => [String(name), table.getChildAt(at)]));
  return { names: [...columns.keys()], count: table.numRows, rows: rows() };

  function* rows(): Generator<(name: string) => unknown> {
    for (let row = 0; row < table.numRows; row++) yield (name) => columns.get(name)?.at(row) as unknown;
  }
}
