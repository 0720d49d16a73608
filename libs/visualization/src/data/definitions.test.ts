import { expect, test } from '@jest/globals';
import { definitionOf } from './definitions.ts';

const request = JSON.stringify({
  factors: ['mom', 'ROC20'],
  formulas: [{ name: 'mom', formula: 'close / delay(close, 20) - 1', sign: -1, source: 'A paper.' }],
});

test('a factor of a run is what the run carries of it, else what the catalogue has, else unknown', () => {
  expect(definitionOf({ request }, 'mom')).toMatchObject({ expectedSign: -1, source: 'A paper.', inputs: ['close'] });
  expect(definitionOf({ request }, 'ROC20')?.description).toContain('20');
  expect(definitionOf({ request: '{}' }, 'mom')).toBeNull();
});
