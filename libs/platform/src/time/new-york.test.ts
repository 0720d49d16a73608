import { expect, test } from '@jest/globals';
import { newYorkTime, newYorkWall } from './new-york.ts';

const newYork = new Intl.DateTimeFormat('sv-SE', {
  ...{ timeZone: 'America/New_York', dateStyle: 'short', timeStyle: 'medium' },
});

test('the close in New York is the moment that the time zone database gives, on every day from 1967 to 2040', () => {
  for (let close = Date.UTC(1967, 0, 1, 16); close < Date.UTC(2041, 0, 1); close += 86_400_000) {
    const moment = newYorkTime(close);
    expect(newYork.format(moment)).toBe(new Date(close).toISOString().slice(0, 19).replace('T', ' '));
    expect(newYorkWall(moment)).toBe(close);
  }
});
