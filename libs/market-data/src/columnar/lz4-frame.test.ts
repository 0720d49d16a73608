import { describe, expect, test } from '@jest/globals';
import { unpackLz4Frame } from './lz4-frame.ts';

/** A frame without checksums: mark, flags, and the bytes of the blocks behind their sizes. */
const frame = (...blocks: readonly number[][]) =>
  Uint8Array.from([
    ...[0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0],
    ...blocks.flatMap((block) => [block.length, 0, 0, 0, ...block]),
    ...[0, 0, 0, 0],
  ]);
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const [a, b, c] = [0x61, 0x62, 0x63];

describe('unpackLz4Frame', () => {
  test('repeats what a match reaches back to, also into itself and into the block before', () => {
    const first = [0x22, a, b, 2, 0, 0x10, c];
    const second = [0x00, 7, 0, 0x10, a];
    expect(textOf(unpackLz4Frame(frame(first, second), 100))).toBe('ababababcababa');
  });

  test('reads lengths beyond fifteen, stored blocks and frames one after the other', () => {
    const literals = Array.from({ length: 300 }, () => a);
    const long = [0xf0, 255, 30, ...literals];
    const stored = Uint8Array.from([...frame([]).subarray(0, 7), 2, 0, 0, 0x80, b, c, 0, 0, 0, 0]);
    const one = frame(long);
    one.set([long.length & 255, long.length >> 8], 7);
    const both = Uint8Array.from([...one, ...stored]);
    expect(textOf(unpackLz4Frame(both, 1000))).toBe(`${'a'.repeat(300)}bc`);
  });

  test('passes over the size of the content and the checksums of blocks and content, where the flags name them', () => {
    const flags = 0x40 | 0x10 | 0x08 | 0x04;
    const head = [0x04, 0x22, 0x4d, 0x18, flags, 0x40, ...[3, 0, 0, 0, 0, 0, 0, 0], 0];
    const block = (...bytes: number[]) => [bytes.length, 0, 0, 0, ...bytes, ...[9, 9, 9, 9]];
    const one = [...head, ...block(0x20, a, b), ...block(0x10, c), ...[0, 0, 0, 0], ...[9, 9, 9, 9]];
    expect(textOf(unpackLz4Frame(Uint8Array.from([...one, ...one]), 100))).toBe('abcabc');
  });

  test.each([
    ['other bytes', Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]), 'no mark'],
    ['a cut frame', frame([0x10, a]).subarray(0, 12), 'cut off'],
    ['a match before the beginning', frame([0x11, a, 9, 0, 0x10, a]), 'reaches back 9 bytes'],
    ['more than the limit', frame([0x1f, a, 1, 0, 255, 255, 0, 0x10, a]), 'more than 100 bytes'],
  ])('refuses %s', (_, bytes, what) => {
    expect(() => unpackLz4Frame(bytes, 100)).toThrow(what);
  });

  test('never fails otherwise on damaged bytes', () => {
    const sound = frame([0x22, a, b, 2, 0, 0x10, c]);
    for (let at = 0; at < sound.length; at++) {
      for (let value = 0; value < 256; value++) {
        const bytes = Uint8Array.from(sound);
        bytes[at] = value;
        try {
          unpackLz4Frame(bytes, 1 << 20);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(RangeError);
        }
      }
    }
  });
});
