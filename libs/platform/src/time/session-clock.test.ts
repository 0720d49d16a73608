import { expect, test } from '@jest/globals';
import { dayOfIso } from './civil-date.ts';
import { sessionState } from './session-clock.ts';

test('a session is over at four in the afternoon of the exchange, in summer and in winter', () => {
  const open = (moment: string) => sessionState(new Date(moment), 'America/New_York').firstOpenDay;
  expect(open('2024-03-08T20:59:00Z')).toBe(dayOfIso('2024-03-08'));
  expect(open('2024-03-08T21:00:00Z')).toBe(dayOfIso('2024-03-09'));
  expect(open('2024-07-08T19:59:00Z')).toBe(dayOfIso('2024-07-08'));
  expect(open('2024-07-08T20:00:00Z')).toBe(dayOfIso('2024-07-09'));
});

test('today is the day at the exchange, not in London', () => {
  expect(sessionState(new Date('2024-03-08T01:00:00Z'), 'America/New_York').today).toBe(dayOfIso('2024-03-07'));
  expect(sessionState(new Date('2024-03-08T16:00:00Z'), 'Asia/Tokyo').today).toBe(dayOfIso('2024-03-09'));
});
