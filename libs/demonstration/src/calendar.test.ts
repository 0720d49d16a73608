import { expect, test } from '@jest/globals';
import { demonstrationSessions } from './calendar.ts';

test('a year has weekdays without nine holidays, kept on a weekday where they fall on a weekend', () => {
  const sessions = demonstrationSessions('2021-01-01', '2021-12-31');
  const closed = ['2021-01-01', '2021-01-18', '2021-02-15', '2021-05-31', '2021-07-05', '2021-09-06', '2021-11-25'];
  for (const day of [...closed, '2021-12-24', '2021-12-31', '2021-03-06']) expect(sessions).not.toContain(day);
  expect(sessions).toHaveLength(261 - 9);
});
