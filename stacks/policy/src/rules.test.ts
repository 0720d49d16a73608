import { describe, expect, test } from '@jest/globals';
import { fixtures } from './fixtures.ts';
import { breaches, rules } from './rules.ts';

test('every rule has its fixtures, and every fixture its rule', () => {
  expect(Object.keys(fixtures).sort()).toEqual(rules.map(({ id }) => id).sort());
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('rule %s', (id, rule) => {
  const { passing = {}, failing = {}, provider = {} } = fixtures[id] ?? {};

  test('accepts what keeps it', () => {
    expect(breaches({ layer: 'fixture', resource: passing, provider }, [rule])).toEqual([]);
  });

  test.each([failing].flat())('names what breaks it, with the remedy (%#)', (resource) => {
    const [breach, ...more] = breaches({ layer: 'fixture', resource }, [rule]);
    expect(breach).toContain(`${id}: fixture `);
    expect(breach).toContain(rule.remedy);
    expect(more).toEqual([]);
  });
});
