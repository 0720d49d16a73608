import { describe, expect, test } from '@jest/globals';
import { storedCoverage, storedFormula, storedRequest, storedSettings, storedStatistics } from './stored-records.ts';

describe('what results keep as JSON', () => {
  test('is a request without members where a run failed before it was planned', () => {
    expect(storedRequest.read('{}', '')).toEqual({});
  });

  test('is a request of an older release, with fewer parameters', () => {
    const older = { factors: ['RSI14'], ranges: 'yearly', universe: 'ingested', weighting: 'equal', horizons: [1, 5] };
    expect(storedRequest.read(JSON.stringify(older), '')).toEqual(older);
  });

  test.each([
    ['factors', 'RSI14', '/factors must be array'],
    ['groups', 'three', '/groups must be'],
    ['project', 7, '/project must'],
    ['formulas', [{ name: 'a' }], '/formulas/0 must have required properties formula'],
  ])('refuses a request whose %s is %p, and says where it lies', (name, value, fault) => {
    const damaged = JSON.stringify({ universe: 'ingested', [name]: value });
    expect(() => storedRequest.read(damaged, 'table runs, run r1')).toThrow(
      expect.objectContaining({
        code: 'STORED_JSON_INVALID',
        what: expect.stringContaining(`the request of a run cannot be read: ${fault}`),
        where: 'table runs, run r1',
      }),
    );
  });

  test.each([
    ['statistics', storedStatistics, { netPremium: 'high' }],
    ['coverage', storedCoverage, { drops: [{ count: 3 }] }],
    ['a formula', storedFormula, { name: 'a', formula: 7 }],
    ['settings of a trial', storedSettings, { universe: 7 }],
  ] as const)('refuses %s of another form', (_, stored, value) => {
    expect(() => stored.read(JSON.stringify(value), 'somewhere')).toThrow(/^STORED_JSON_INVALID/);
  });

  test('takes a statistic that was not finite as missing', () => {
    expect(storedStatistics.read(JSON.stringify({ t: NaN, p: 0.5 }), '')).toEqual({ t: null, p: 0.5 });
  });
});
