import { describe, expect, test } from '@jest/globals';
import { rejectionsOf, worthlessCombinations, worthlessRuns, type Setting } from './index.ts';

const samples = 400;

/** Share of 400 samples that a test of 5 % stays below but once in a thousand times. */
const most = 0.086;

describe('worthless factors, judged as a run judges them', () => {
  test.each<Setting>([
    { stocks: 20, sessions: 62, returns: 'serial', signal: 'persistent' },
    { stocks: 20, sessions: 62, returns: 'garch', signal: 'fewValued' },
  ])(
    'every p-value of a quarter rejects about 5 %% of the time: %j',
    (setting) => {
      const rejections = rejectionsOf(setting, samples, 1);
      expect(rejections.length).toBeGreaterThan(14);
      for (const { test: name, samples: decided, rejected } of rejections) {
        expect({ name, tooOften: rejected / decided > most }).toEqual({ name, tooOften: false });
        expect({ name, never: rejected === 0 }).toEqual({ name, never: false });
      }
    },
    300_000,
  );

  test('are believed in few runs', () => {
    const setting: Setting = { stocks: 20, sessions: 62, returns: 'iid', signal: 'persistent' };
    expect(worthlessRuns(setting, 40, 7).believing).toBeLessThanOrEqual(6);
  }, 300_000);

  test('combined by any method earn nothing that chance does not explain, and their verdicts say so', () => {
    const setting: Setting = { stocks: 20, sessions: 756, returns: 'iid', signal: 'persistent' };
    for (const found of worthlessCombinations(setting, 12, 40, 3)) {
      const { method, premium, standardError, rejected, believing, samples: runs } = found;
      expect({ method, earns: Math.abs(premium) > 3.3 * standardError }).toEqual({ method, earns: false });
      // Of 40 tests of 5 %, more than seven reject once in two hundred times.
      expect({ method, often: rejected > 7, believing: believing > 4 }).toEqual({
        method,
        often: false,
        believing: false,
      });
      expect(runs).toBe(40);
    }
  }, 300_000);
});
