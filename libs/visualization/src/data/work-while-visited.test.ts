import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { WorkWhileVisited } from './work-while-visited.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('work is done while somebody is there, ends a while after the last visit, and begins again with the next', () => {
  let done = 0;
  const visits = new WorkWhileVisited(() => (done += 1), { every: 2, stays: 40 });
  jest.advanceTimersByTime(20);
  expect(done).toBe(0);
  visits.visited();
  jest.advanceTimersByTime(20);
  expect(done).toBe(10);
  visits.visited();
  jest.advanceTimersByTime(40);
  expect(done).toBe(30);
  jest.advanceTimersByTime(100);
  expect(done).toBe(30);
  visits.visited();
  jest.advanceTimersByTime(4);
  expect(done).toBe(32);
  visits.stop();
  jest.advanceTimersByTime(30);
  expect(done).toBe(32);
});
