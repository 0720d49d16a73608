import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxLineBytes, visitLines } from './lines.ts';

function linesOf(chunks: Iterable<Uint8Array>): { lines: string[]; tooLong: number[]; count: number } {
  const lines: string[] = [];
  const tooLong: number[] = [];
  const count = visitLines(
    chunks,
    (bytes, start, end) => lines.push(Buffer.from(bytes.subarray(start, end)).toString()),
    (line) => tooLong.push(line),
  );
  return { lines, tooLong, count };
}

describe('visitLines', () => {
  test('gives the same lines however the bytes are cut into chunks', () => {
    const text = fc
      .array(fc.constantFrom('a', 'bc', '\n', '\r\n', ',', '\r'), { maxLength: 40 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (content, size) => {
        const bytes = Buffer.from(content);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
          bytes.subarray(at * size, (at + 1) * size),
        );
        const expected = content.split('\n').map((line) => line.replace(/\r$/, ''));
        if (content === '' || content.endsWith('\n')) expected.pop();
        expect(linesOf(chunks).lines).toEqual(expected);
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  test('skips a line of 200 MB in bounded memory and continues behind it', () => {
    const filler = Buffer.alloc(1 << 20, 'x');
    function* chunks(): Generator<Buffer> {
      yield Buffer.from('first\n');
      for (let megabyte = 0; megabyte < 200; megabyte++) yield filler;
      yield Buffer.from('\nlast\n');
    }
    const before = process.memoryUsage().rss;
    expect(linesOf(chunks())).toEqual({ lines: ['first', 'last'], tooLong: [2], count: 3 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * (1 << 20));
  });

  test('reports a last line that is too long and has no end', () => {
    expect(linesOf([Buffer.from('a\n'), Buffer.alloc(maxLineBytes + 1, 'x')])).toEqual({
      lines: ['a'],
      tooLong: [2],
      count: 2,
    });
  });
});
