import { describe, expect, test } from '@jest/globals';
import { fitColumns } from './fit-columns.ts';

const columns = [
  { heading: 'factor', width: 10 },
  { heading: 'premium', width: 8 },
  { heading: 'DSR', width: 6, extra: true },
  { heading: 't', width: 6 },
  { heading: 'against it', width: 40 },
];

describe('columns that fit into a line', () => {
  test('are all of them where it is long enough, and where there is no terminal', () => {
    for (const width of [78, Infinity])
      expect(fitColumns(columns, width)).toEqual({ shown: [0, 1, 2, 3, 4], lastWidth: 40, hidden: [] });
  });

  test('end with a last one that is cut', () => {
    expect(fitColumns(columns, 60)).toEqual({ shown: [0, 1, 2, 3, 4], lastWidth: 22, hidden: [] });
  });

  test('are without the extra ones first, then without those on the right', () => {
    expect(fitColumns(columns, 45)).toEqual({ shown: [0, 1, 3, 4], lastWidth: 15, hidden: ['DSR'] });
    expect(fitColumns(columns, 30)).toEqual({ shown: [0, 1, 3], lastWidth: 6, hidden: ['DSR', 'against it'] });
  });

  test('hold the first one however short the line is', () => {
    expect(fitColumns(columns, 5)).toMatchObject({ shown: [0], lastWidth: 5 });
    expect(fitColumns([], 5)).toEqual({ shown: [], lastWidth: 1, hidden: [] });
  });
});
