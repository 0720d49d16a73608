import { seededRandom } from '../simulation/random.ts';

/** Numbers that a seed decides. */
export interface Draws {
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** Student's t with five degrees of freedom, scaled to a variance of 1. */
  fatTailed(): number;
}

/** Draws of one seed. */
export function drawsOf(seed: number): Draws {
  const uniform = seededRandom(seed * 2_654_435_761 + 97);
  for (let k = 0; k < 20; k++) uniform();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const fatTailed = (): number => {
    let squares = 0;
    for (let k = 0; k < 5; k++) squares += normal() ** 2;
    return (normal() / Math.sqrt(squares / 5)) * Math.sqrt(3 / 5);
  };
  return { normal, fatTailed };
}
