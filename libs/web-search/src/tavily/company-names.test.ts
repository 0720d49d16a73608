import { expect, test } from '@jest/globals';
import { djia30 } from '@fm/platform/universe';
import { companyOf } from './company-names.ts';

test('every stock of the default universe has a name, and a name can be given', () => {
  for (const symbol of Object.keys(djia30)) {
    if (symbol !== 'IBM') expect(companyOf(symbol).name).not.toBe(symbol);
  }
  expect(companyOf('XYZ=Xylo Inc.')).toEqual({ symbol: 'XYZ', name: 'Xylo Inc.' });
  expect(companyOf('XYZ')).toEqual({ symbol: 'XYZ', name: 'XYZ' });
});
