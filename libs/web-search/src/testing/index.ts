import fc from 'fast-check';

/** Documents made from `original` by replacing, dropping or repeating one to three values somewhere inside; for tests. */
export function mutated(original: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    path: fc.array(fc.nat(9), { minLength: 1, maxLength: 6 }),
    kind: fc.constantFrom('replace' as const, 'drop' as const, 'repeat' as const),
    by: fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom(1e308, -0, '')),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((value, { path, kind, by }) => changeAt(value, path, kind, by), original));
}

function changeAt(value: unknown, [head, ...rest]: readonly number[], kind: string, by: unknown): unknown {
  if (head === undefined || typeof value !== 'object' || value === null) return kind === 'repeat' ? [value, value] : by;
  const keys = Object.keys(value);
  const key = keys[head % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  if (rest.length === 0 && kind === 'drop') delete copy[key];
  else copy[key] = changeAt(copy[key], rest, kind, by);
  return copy;
}
