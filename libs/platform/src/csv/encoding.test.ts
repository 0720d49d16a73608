import { expect, test } from '@jest/globals';
import { textKind } from './encoding.ts';

const line = 'Date,Open,High,Low,Close,Volume\n';

test('UTF-16 is recognised with and without its byte order mark, in both byte orders', () => {
  const little = Buffer.from(line, 'utf16le');
  const big = Buffer.from(little).swap16();
  expect(textKind(Buffer.concat([Buffer.of(0xff, 0xfe), little]))).toBe('utf-16');
  expect(textKind(Buffer.concat([Buffer.of(0xfe, 0xff), big]))).toBe('utf-16');
  expect(textKind(little)).toBe('utf-16');
  expect(textKind(big)).toBe('utf-16');
});

test('compressed and other binary files are not text', () => {
  expect(textKind(Buffer.of(0x1f, 0x8b, 8, 0))).toBe('binary');
  expect(textKind(Buffer.from('PK\x03\x04'))).toBe('binary');
  expect(textKind(Buffer.alloc(100))).toBe('binary');
});

test('plain text is UTF-8, with or without a byte order mark', () => {
  expect(textKind(Buffer.from(line))).toBe('utf-8');
  expect(textKind(Buffer.from(`\ufeff${line}`))).toBe('utf-8');
});
