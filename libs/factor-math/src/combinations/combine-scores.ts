import { missingPanel, requireSameShape, requireWindow, type Panel } from '../panel/panel.ts';
import { rankNormalise } from '../transforms/rank-normalise.ts';
import { coefficientWeights } from './coefficient-weights.ts';
import type { CombinationParts, CombinationRules, TrainingSample } from './combination.ts';
import { ridgeWeights } from './ridge-weights.ts';

/** Bytes of scores that are kept between learning and combining; more are made twice. */
const keptBytes = 256 * 2 ** 20;

/**
 * Scores of a combination of signals. The values of a part become normal scores of their ranks among the members of each
 * session (`rankNormalise`), negated where low values are the good ones. The score of a stock is
 * `sum w[k] z[k] / sum |w[k]|` over the parts that it has, which must have more than half of the weight; missing elsewhere.
 *
 * Weights are equal, or learnt from the past: at sessions `0, horizon, 2 horizon, ...` the scores are held against the normal
 * scores of the returns over the horizon that follows. At session t only trainings count that had ended by `t - embargo`
 * (purged and embargoed: Lopez de Prado (2018), Advances in Financial Machine Learning, chapter 7), all of them since the
 * first session. See {@link coefficientWeights} and {@link ridgeWeights}.
 *
 * The score of session t does not depend on anything later.
 *
 * @throws RangeError for panels of different shapes and for a horizon or embargo that is not a whole number
 */
export function combineScores(parts: CombinationParts, { method, horizon, embargo }: CombinationRules): Panel {
  requireWindow(horizon);
  if (!Number.isInteger(embargo) || embargo < 0) throw new RangeError(`an embargo of ${embargo} sessions`);
  const { days, stocks } = parts.closes;
  const score = scoreMaker(parts);
  const weightsOf = method === 'ic' ? coefficientWeights : ridgeWeights;
  const weights = method === 'equal' ? undefined : weightsOf(trainingSample(parts, score, horizon));
  const equal = new Float64Array(parts.count).fill(1 / parts.count);
  const [sums, sizes] = [new Float64Array(days * stocks), new Float64Array(days * stocks)];
  const wholes = new Float64Array(days);
  for (let k = 0; k < parts.count; k++) {
    const { values } = score(k);
    for (let t = 0; t < days; t++) {
      const trainings = Math.max(0, Math.floor((t - embargo) / horizon));
      const weight = (weights?.[trainings] ?? equal)[k];
      wholes[t] += Math.abs(weight);
      for (let cell = t * stocks; cell < (t + 1) * stocks; cell++) {
        if (Number.isNaN(values[cell])) continue;
        sums[cell] += weight * values[cell];
        sizes[cell] += Math.abs(weight);
      }
    }
  }
  const out = missingPanel(days, stocks);
  for (let cell = 0; cell < sums.length; cell++)
    // More than half, whatever rounding left of it.
    if (sizes[cell] > wholes[Math.floor(cell / stocks)] * (0.5 + 1e-9)) out.values[cell] = sums[cell] / sizes[cell];
  return out;
}

/** Makes the scores of a part, and keeps them where all fit. */
function scoreMaker({ count, values, negated, closes, member }: CombinationParts): (part: number) => Panel {
  const fits = count * closes.values.length * Float64Array.BYTES_PER_ELEMENT <= keptBytes;
  const kept: Panel[] = [];
  return (part) => {
    if (kept[part] !== undefined) return kept[part];
    const own = values(part);
    requireSameShape(closes, own);
    const made = rankNormalise(membersOnly(own, member));
    if (negated?.[part] === true) made.values.forEach((value, cell) => (made.values[cell] = -value));
    if (fits) kept[part] = made;
    return made;
  };
}

function membersOnly(panel: Panel, member: Uint8Array | undefined): Panel {
  if (member === undefined) return panel;
  return { ...panel, values: panel.values.map((value, cell) => (member[cell] === 0 ? NaN : value)) };
}

function trainingSample(
  { count, closes, member }: CombinationParts,
  score: (part: number) => Panel,
  horizon: number,
): TrainingSample {
  const { days, stocks, values } = closes;
  const sessions = Math.max(0, Math.ceil((days - horizon) / horizon));
  const rowsOf = (panel: Panel): Float64Array => {
    const rows = new Float64Array(sessions * stocks);
    for (let s = 0; s < sessions; s++)
      rows.set(panel.values.subarray(s * horizon * stocks, (s * horizon + 1) * stocks), s * stocks);
    return rows;
  };
  const returns = missingPanel(sessions, stocks);
  for (let s = 0; s < sessions; s++)
    for (let i = 0; i < stocks; i++) {
      const now = s * horizon * stocks + i;
      if (member?.[now] === 0) continue;
      returns.values[s * stocks + i] = values[now + horizon * stocks] / values[now] - 1;
    }
  return {
    ...{ sessions, stocks, earned: rankNormalise(returns).values },
    scores: Array.from({ length: count }, (_, k) => rowsOf(score(k))),
  };
}
