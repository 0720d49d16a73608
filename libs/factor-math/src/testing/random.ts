const { cos, log, sqrt } = Math;
const circle = 2 * Math.PI;

/** Deterministic uniform numbers in [0, 1): sfc32 of Chris Doty-Humphrey's PractRand, public domain. */
export function uniforms(seed: number): () => number {
  let [a, b, c, d] = [0, seed, 0x9e3779b9, 1];
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let k = 0; k < 15; k++) next();
  return next;
}

/** Deterministic standard normal numbers (Box and Muller 1958). */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => sqrt(-2 * log(1 - uniform())) * cos(circle * uniform());
}
