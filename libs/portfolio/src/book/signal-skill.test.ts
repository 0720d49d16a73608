import { expect, test } from '@jest/globals';
import { signalSkill } from './signal-skill.ts';

const sessions = ['2020-01-30', '2020-01-31', '2020-02-03', '2020-02-04', '2020-02-05', '2020-02-06'];
const panel = (rows: number[][]) => ({
  days: rows.length,
  stocks: rows[0]!.length,
  values: Float64Array.from(rows.flat()),
});

test('values are correlated in rank with the returns from their trade to the next', () => {
  const scores = panel(sessions.map(() => [1, 2, 3, 4]));
  const closes = panel([
    [1, 1, 1, 1],
    [10, 10, 10, 10],
    [11, 12, 13, 14],
    [10, 10, 10, 10],
    [14, 13, NaN, 11],
    [9, 9, 9, 9],
  ]);
  const trades = [
    { signal: 0, session: 1 },
    { signal: 1, session: 2 },
    { signal: 2, session: 3 },
    { signal: 3, session: 4 },
  ];
  // January: 1 from 10 to 11..14, and -1 from 11..14 back to 10; February: three stocks, the other way round.
  expect(signalSkill(sessions, scores, closes, trades)).toEqual([
    { month: '2020-01', value: expect.closeTo(0, 12), signals: 2 },
    { month: '2020-02', value: expect.closeTo(-1, 12), signals: 1 },
  ]);
  expect(signalSkill(sessions, scores, closes, trades.slice(0, 1))).toEqual([]);
});
