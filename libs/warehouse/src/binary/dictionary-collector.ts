import { badBinary } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';
import type { Collector, TextDictionary } from './collector.ts';

/** Flags of a block's header: the low byte is the width of the positions, then what keys follow. */
const widthMask = 0xffn;
const hasSharedDictionary = 0x100n;
const hasOwnKeys = 0x200n;
const updatesDictionary = 0x400n;
const widthOf32Bits = 2n;

/** The version and the header of a block whose positions have 32 bits, with keys of its own. */
export const lowCardinalityVersion = 1n;
export const dictionaryHeader = widthOf32Bits | hasOwnKeys | updatesDictionary;

/**
 * LowCardinality(String) of the Native format: per block a version, a header, the block's own distinct texts, and a
 * position of 1, 2, 4 or 8 bytes per row. The dictionaries of the blocks become one.
 */
export function dictionaryCollector(type: string): Collector {
  const positions = new Map<string, number>();
  const parts: Uint32Array[] = [];
  return {
    type,
    read: (reader, rows) => {
      const version = reader.uint64();
      if (version !== lowCardinalityVersion) throw badBinary(`LowCardinality has the version ${version}`);
      const header = reader.uint64();
      if ((header & hasSharedDictionary) !== 0n || (header & hasOwnKeys) === 0n) {
        throw badBinary('LowCardinality has a dictionary shared by several blocks');
      }
      const keys = Number(reader.uint64());
      const own = new Uint32Array(keys);
      const texts = Array.from({ length: keys }, () => reader.string());
      const count = Number(reader.uint64());
      if (count !== rows) throw badBinary(`LowCardinality has ${count} positions for ${rows} rows`);
      const used = readPositions(reader, Number(header & widthMask), rows);
      const seen = new Uint8Array(keys);
      for (let row = 0; row < rows; row++) {
        const key = used[row] as number;
        if (seen[key] === 0) {
          seen[key] = 1;
          own[key] = positionOf(positions, texts[key] as string);
        }
        used[row] = own[key] as number;
      }
      parts.push(used);
    },
    column: (): TextDictionary => {
      const indexes = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        indexes.set(part, at);
        at += part.length;
      }
      return { dictionary: [...positions.keys()], indexes };
    },
  };
}

function positionOf(positions: Map<string, number>, text: string): number {
  const known = positions.get(text);
  if (known !== undefined) return known;
  positions.set(text, positions.size);
  return positions.size - 1;
}

function readPositions(reader: ByteReader, width: number, rows: number): Uint32Array {
  const { buffer } = new Uint8Array(reader.take(rows * 2 ** width));
  if (width === 0) return new Uint32Array(new Uint8Array(buffer));
  if (width === 1) return new Uint32Array(new Uint16Array(buffer));
  const words = new Uint32Array(buffer);
  return width === 2 ? words : words.filter((_, at) => at % 2 === 0);
}
