import { expect, test } from '@jest/globals';
import type { VerdictRow } from '../../api/schemas.ts';
import { verdictPage, verdictsPerPage } from './verdict-order.ts';

const row = (factor: string, premium: number | null, belief = 'believe') =>
  ({ factor, premium, belief }) as Partial<VerdictRow> as VerdictRow;
const few = [row('B', 0.1, 'unsure'), row('A', null), row('C', -0.3)];
const names = (state: Record<string, string>) => verdictPage(few, state).rows.map(({ factor }) => factor);

test('verdicts stay in the order of the command until a column is chosen', () => {
  expect(names({})).toEqual(['B', 'A', 'C']);
  expect(names({ by: 'no such column' })).toEqual(['B', 'A', 'C']);
});

test('a column sorts both ways, what is missing last, and verdicts by how strong they are', () => {
  expect(names({ by: 'premium' })).toEqual(['C', 'B', 'A']);
  expect(names({ by: 'premium', direction: 'desc' })).toEqual(['B', 'C', 'A']);
  expect(names({ by: 'verdict' })).toEqual(['A', 'C', 'B']);
});

test('a page holds what fits one screen, all of them are shown on demand, and no page lies outside', () => {
  const many = Array.from({ length: 23 }, (_, at) => row(`F${at}`, at));
  expect(verdictPage(many, { vpage: '3' }).rows[0]?.factor).toBe('F16');
  expect(verdictPage(many.slice(0, 12), {}).rows).toHaveLength(12);
  expect(verdictPage(many, { vpage: '9' }).page).toBe(3);
  expect(verdictPage(many, { vpage: 'x' })).toMatchObject({ page: 1, pageSize: verdictsPerPage, total: 23 });
  expect(verdictPage(many, { rows: 'all' }).rows).toHaveLength(23);
  expect(verdictPage([], { rows: 'all' })).toMatchObject({ rows: [], page: 1 });
});
