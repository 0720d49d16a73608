/** Seeded source of integers below a bound (a linear congruential generator; quality does not matter here). */
export function lcg(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * bound);
  };
}

const nastyTexts = [
  '',
  ',',
  '"',
  '\n',
  '\r\n',
  '\0',
  '-',
  '1e999',
  'null',
  '99999999',
  '\ufeff',
  '{',
  ']',
  'é',
  '😀',
  '2024-02-30',
];

/** A damaged copy of a payload: bytes flipped, cut out, doubled, or replaced by text that parsers stumble over. */
export function mutate(bytes: Uint8Array, seed: number): Buffer {
  const next = lcg(seed);
  let mutated = Buffer.from(bytes);
  for (let round = next(4); round >= 0; round--) {
    const at = next(mutated.length + 1);
    const length = Math.min(next(40), mutated.length - at);
    const before = mutated.subarray(0, at);
    const after = mutated.subarray(at + length);
    const kind = next(5);
    if (kind === 0) mutated = Buffer.concat([before, after]);
    else if (kind === 1) mutated = Buffer.concat([before, mutated.subarray(at, at + length), mutated.subarray(at)]);
    else if (kind === 2) mutated = Buffer.concat([before, Buffer.from(nastyTexts[next(nastyTexts.length)]!), after]);
    else if (kind === 3) mutated = Buffer.from(mutated.subarray(0, at));
    else if (mutated.length > 0) mutated[next(mutated.length)] = next(256);
  }
  return mutated;
}
