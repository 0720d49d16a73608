import { bootstrapErrors, forEachResample, type Resampling } from './resampled-means.ts';

/**
 * White's reality check: p-value of "the best of all means is not above 0",
 * `#{b: max_k (m*_bk - m_k) > max_k m_k} / B` (White 2000, A Reality Check for Data Snooping, Econometrica 68(5)).
 */
export function realityCheck(resampling: Resampling): number {
  const { means } = bootstrapErrors(resampling);
  const best = means.reduce((most, value) => Math.max(most, value), -Infinity);
  let above = 0;
  forEachResample(resampling, undefined, (values) => {
    const drawn = values.reduce((most, { mean }, k) => Math.max(most, mean - means[k]), -Infinity);
    if (drawn > best) above++;
  });
  return above / resampling.resamples;
}

/** p-values of the test for superior predictive ability under three estimates of the means that are not above 0. */
export interface SuperiorAbility {
  /** Too small: means below 0 count as 0 only where they are above it. */
  readonly lower: number;
  /** Means far below 0 are left out. */
  readonly consistent: number;
  /** Too large: every mean counts as 0, as in the reality check. */
  readonly upper: number;
}

/**
 * Hansen's test for superior predictive ability, each mean divided by its bootstrap error w:
 * `#{b: max(0, max_k (m*_bk - g_k) / w_k) > max(0, max_k m_k / w_k)} / B`, with g the mean, 0 for the mean below
 * `-w sqrt(2 ln ln n)` (consistent), or the mean where positive (lower)
 * (Hansen 2005, A Test for Superior Predictive Ability, Journal of Business and Economic Statistics 23(4)).
 */
export function superiorAbility(resampling: Resampling): SuperiorAbility {
  const { means, errors } = bootstrapErrors(resampling);
  const sessions = resampling.series[0]?.length ?? 0;
  const threshold = -Math.sqrt(2 * Math.log(Math.log(sessions)));
  const ratios = means.map((value, k) => value / errors[k]);
  const best = ratios.reduce((most, value) => Math.max(most, value), 0);
  const centres = {
    lower: means.map((value) => Math.max(0, value)),
    consistent: means.map((value, k) => (ratios[k] >= threshold ? value : 0)),
    upper: means,
  };
  const above = { lower: 0, consistent: 0, upper: 0 };
  forEachResample(resampling, undefined, (values) => {
    for (const kind of ['lower', 'consistent', 'upper'] as const) {
      const centre = centres[kind];
      const drawn = values.reduce((most, { mean }, k) => Math.max(most, (mean - centre[k]) / errors[k]), 0);
      if (drawn > best) above[kind]++;
    }
  });
  const share = (count: number): number => count / resampling.resamples;
  return { lower: share(above.lower), consistent: share(above.consistent), upper: share(above.upper) };
}
