import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Attendance } from './attendance.ts';

test('work is done while somebody is there, ends a while after the last visit, and begins again with the next', async () => {
  let done = 0;
  const attendance = new Attendance(() => (done += 1), { every: 2, stays: 40 });
  await wait(20);
  expect(done).toBe(0);
  attendance.visited();
  while (done < 3) await wait(2);
  await wait(100);
  const ended = done;
  await wait(50);
  expect(done).toBe(ended);
  attendance.visited();
  while (done === ended) await wait(2);
  attendance.stop();
  const stopped = done;
  await wait(30);
  expect(done).toBe(stopped);
});
