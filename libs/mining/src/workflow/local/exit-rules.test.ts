import { expect, test } from '@jest/globals';
import { jobPolicy } from '../job-policy.ts';
import { isTriedAgain, type AttemptEnd } from './exit-rules.ts';

const ended: AttemptEnd = { exitCode: 1, statusReason: 'Essential container in task exited', timedOut: false };

test.each([
  ['a failure inside', ended, true],
  ['a wrong request', { ...ended, exitCode: 2 }, false],
  ['a Spot interruption', { statusReason: 'Your Spot Task was interrupted.', timedOut: false }, true],
  ['a kill', { ...ended, exitCode: 137, reason: 'Killed by SIGKILL' }, true],
  ['a timeout', { ...ended, exitCode: 143, timedOut: true }, false],
])('the policy of the mining job after %s: tried again %#', (_name, end, again) => {
  expect(isTriedAgain(jobPolicy, 1, end)).toBe(again);
});

test('no job has more attempts than the policy allows', () => {
  expect(isTriedAgain(jobPolicy, jobPolicy.attempts - 1, ended)).toBe(true);
  expect(isTriedAgain(jobPolicy, jobPolicy.attempts, ended)).toBe(false);
});

test('all conditions of a rule must match, the first rule that does decides, and none means another attempt', () => {
  const policy = {
    ...jobPolicy,
    evaluateOnExit: [
      { onExitCode: '1', onReason: 'OutOfMemory*', action: 'EXIT' },
      { onExitCode: '1*', action: 'RETRY' },
      { onExitCode: '7', action: 'EXIT' },
    ],
  } as const;
  expect(isTriedAgain(policy, 1, ended)).toBe(true);
  expect(isTriedAgain(policy, 1, { ...ended, reason: 'outofmemoryError: killed' })).toBe(false);
  expect(isTriedAgain(policy, 1, { ...ended, exitCode: 7 })).toBe(false);
  expect(isTriedAgain(policy, 1, { ...ended, exitCode: 9 })).toBe(true);
});
