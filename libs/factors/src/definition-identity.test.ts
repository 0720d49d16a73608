import { describe, expect, test } from '@jest/globals';
import { definitionIdentity } from './definition-identity.ts';
import { defineFactor } from './definition.ts';
import { findFactor, listFactors, listVariants } from './registry.ts';

const all = [...listFactors(), ...listVariants()];
const rsi = findFactor('RSI14')!;

const made = (formulaHash: string) =>
  defineFactor({ ...(rsi as Parameters<typeof defineFactor>[0]), name: 'Made', formulaHash });

describe('the identity of a definition', () => {
  test('is another for each of the catalogue, and the same each time', () => {
    const identities = all.map(definitionIdentity);
    expect(new Set(identities).size).toBe(all.length);
    expect(all.map(definitionIdentity)).toEqual(identities);
    for (const identity of identities) expect(identity).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of a formula is that of its canonical form, not of its name', () => {
    expect(definitionIdentity(made('a'))).not.toBe(definitionIdentity(made('b')));
    expect(definitionIdentity({ ...made('a'), name: 'Renamed' })).toBe(definitionIdentity(made('a')));
  });

  test('of a definition made by a program changes with its function', () => {
    const first = { ...made('a'), formulaHash: undefined } as unknown as typeof rsi;
    const second = { ...first, compute: () => ({ days: 0, stocks: 0, values: new Float64Array(0) }) } as typeof rsi;
    expect(definitionIdentity(first)).not.toBe(definitionIdentity(second));
  });
});
