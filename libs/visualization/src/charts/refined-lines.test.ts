import { expect, test } from '@jest/globals';
import { refined, refinedOption } from './refined-lines.ts';

const line = (...days: number[]) => days.map((day) => ({ date: `2023-01-${day < 10 ? '0' : ''}${day}`, value: day }));
const visible = { from: '2023-01-05', to: '2023-01-15' };

test('finer points stand in for those that are seen, the others stay', () => {
  expect(refined(line(1, 8, 20), line(5, 6, 7), visible)).toEqual(line(1, 5, 6, 7, 20));
});

test('the axis makes room for what the thinned line had left out', () => {
  const fine = [{ name: 'premium', points: [{ date: '2023-01-07', value: 90 }] }];
  const { yAxis } = refinedOption([{ name: 'premium', points: line(1, 8, 20) }], fine, visible);
  expect((yAxis as { max: number }).max).toBeGreaterThanOrEqual(90);
});
