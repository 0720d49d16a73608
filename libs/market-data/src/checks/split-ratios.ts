/** Ratios of new to old shares that companies use. */
export const usualSplits = [1.25, 4 / 3, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50];

/** Relative distance within which a ratio of rounded prices counts as one of them. */
const nearness = 0.02;

/** The usual ratio that a ratio is near to, or the inverse of one; undefined where it is near to none. */
export function usualRatioNear(ratio: number): number | undefined {
  const factor = ratio >= 1 ? ratio : 1 / ratio;
  const usual = usualSplits.find((split) => Math.abs(factor / split - 1) < nearness);
  return usual === undefined ? undefined : ratio >= 1 ? usual : 1 / usual;
}
