import { seededRandom } from '../simulation/random.ts';

/** Random numbers from a seed. */
export interface Draws {
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** Student's t with five degrees of freedom, scaled to a variance of 1. */
  fatTailed(): number;
}

/** Draws from one seed. */
export function drawsOf(seed: number): Draws {
  const uniform = seededRandom(seed * 2_654_435_761 + 97);
  for (let k = 0; k < 20; k++) uniform();
  let spare = NaN;
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = NaN;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  const fatTailed = (): number => {
    // Two squares of normal numbers are twice an exponential one, so that five take two uniform numbers and a normal one.
    const squares = -2 * Math.log((1 - uniform()) * (1 - uniform())) + normal() ** 2;
    return (normal() / Math.sqrt(squares / 5)) * Math.sqrt(3 / 5);
  };
  return { normal, fatTailed };
}
