import { expect, test } from '@jest/globals';
import { ledgerText } from './ledger-texts.ts';

test('the ledger is said in the singular where it holds one trial', () => {
  expect(ledgerText({ trials: 1, effective: 1 })).toBe(
    'The ledger holds 1 trial of this run and all others, worth 1 independent one.',
  );
  expect(ledgerText({ trials: 41, effective: 12.4 })).toBe(
    'The ledger holds 41 trials of this run and all others, worth 12 independent ones.',
  );
});
