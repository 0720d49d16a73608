/** Largest probability that a search over noise declares anything on its validation period. */
export const familyWiseLevel = 0.05;

/**
 * Level of the k-th opening of the same lock-box, `0.05 x 6 / (pi^2 k^2)`: the levels of all openings, however many there
 * will be, add up to 5 %.
 *
 * @param opening - from 1
 */
export function levelOfOpening(opening: number): number {
  return (0.05 * 6) / (Math.PI ** 2 * opening ** 2);
}
