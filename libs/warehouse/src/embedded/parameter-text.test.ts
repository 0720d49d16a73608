import { expect, test } from '@jest/globals';
import { parameterText } from './parameter-text.ts';

test.each<[unknown, string]>([
  [new Date('2024-02-29T23:59:59.987Z'), '2024-02-29 23:59:59.987'],
  [[new Date('2024-02-29T23:59:59.987Z')], "['2024-02-29 23:59:59.987']"],
  ["it's\ta\nb\\", "it\\'s\\ta\\nb\\\\"],
  [null, '\\N'],
  [[null, 'a', true, 1n], "[NULL,'a',true,1]"],
  [[['a'], []], "[['a'],[]]"],
])('%p is given to the engine as %s', (value, text) => {
  expect(parameterText(value)).toBe(text);
});
