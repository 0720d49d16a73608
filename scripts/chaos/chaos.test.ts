import { expect, test } from '@jest/globals';
import { runChaos } from './chaos.ts';

test('a killed main process, ended threads, a killed holder of the engine, slices delivered twice, an unreachable server and a full disk leave no partial run that calls itself succeeded', async () => {
  const only = ['mainKilled', 'threadsKilled', 'holderKilled', 'slices', 'outage', 'diskFull'];
  const report = await runChaos({ runs: only.length, seed: 20, only });
  expect(report.violations).toEqual([]);
  // A user who may not mount a small disk tries only the others.
  expect(Object.keys(report.byScenario)).toHaveLength(only.length - report.left.length);
  expect(report.outages + report.kills).toBeGreaterThan(0);
}, 600_000);
