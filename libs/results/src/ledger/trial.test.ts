import { expect, test } from '@jest/globals';
import type { RunRequest } from '../run-request.ts';
import { trialsOf } from './trial.ts';

const request: RunRequest = {
  ...{ factors: ['ROC20'], universe: 'ingested', ranges: 'yearly', weighting: 'equal', groups: 3 },
  ...{ horizons: [1, 5, 21], costBasisPoints: 10 },
};
const members = [{ symbol: 'AAA' }, { symbol: 'BBB' }];
const idsOf = (formulas: Readonly<Record<string, string>>): string[] =>
  trialsOf(
    {
      ...request,
      factors: Object.keys(formulas),
      formulas: Object.entries(formulas).map(([name, formula]) => ({ name, formula })),
    },
    members,
  ).map(({ id }) => id);

test('two spellings of one formula under two names are one trial', () => {
  const [one, other] = idsOf({ mean: 'ts_mean(close, 5) * 2', again: '2 * ts_mean(close,5.0)' });
  expect(one).toBe(other);
});

test('one name with two formulas is two trials, also where the catalogue has a factor of the name', () => {
  const [plain] = trialsOf(request, members);
  const ids = [...idsOf({ ROC20: 'ts_mean(close, 5)' }), ...idsOf({ ROC20: 'ts_mean(close, 6)' })];
  expect(new Set([...ids, plain?.id]).size).toBe(3);
});

test('a factor that the catalogue had once is known by its name', () => {
  const [gone] = trialsOf({ ...request, factors: ['RemovedFactor'] }, members);
  expect(gone).toMatchObject({ factor: 'RemovedFactor', definition: 'RemovedFactor' });
});
