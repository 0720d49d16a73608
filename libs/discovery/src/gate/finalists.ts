import { Evaluator, ExpressionPool, parseFormula } from '@fm/expressions';
import { isBetter, type Elite } from '../search/archive.ts';
import { tieBits } from '../search/coefficients.ts';
import { panelsOf, type SearchView } from '../search/view.ts';

/** Mean daily rank correlation above which two formulas are one finding. */
const alike = 0.7;

/** Sessions on which formulas are compared, and formulas that are compared at most, for each finalist wanted. */
const comparedSessions = 64;
const comparedPerFinalist = 10;

/**
 * The best formulas on the discovery period, best first, of which no two order the stocks alike: a formula is left out where
 * its mean daily rank correlation with a better one is above 0.7 in size.
 *
 * @param elites - of all islands
 */
export function chooseFinalists(
  elites: readonly Elite[],
  view: SearchView,
  most: number,
  memoryBytes: number,
): Elite[] {
  const distinct = new Map<string, Elite>();
  for (const elite of elites) {
    const known = distinct.get(elite.hash);
    if (known === undefined || isBetter(elite, known)) distinct.set(elite.hash, elite);
  }
  const best = [...distinct.values()].sort((a, b) => (isBetter(a, b) ? -1 : 1)).slice(0, most * comparedPerFinalist);
  const chosen: { readonly elite: Elite; readonly ranks: Float32Array }[] = [];
  const pool = new ExpressionPool();
  const evaluator = new Evaluator();
  for (const elite of best) {
    if (chosen.length === most) break;
    const ranks = someRanks(elite.formula, view, pool, evaluator, memoryBytes);
    const isNew = chosen.every((other) => Math.abs(meanCorrelation(ranks, other.ranks, view.stocks)) <= alike);
    if (isNew) chosen.push({ elite, ranks });
  }
  return chosen.map(({ elite }) => elite);
}

/** Mean daily rank correlation of two formulas over a view. */
export function likeness(one: string, other: string, view: SearchView, memoryBytes: number): number {
  const pool = new ExpressionPool();
  const evaluator = new Evaluator();
  const [a, b] = [one, other].map((formula) => someRanks(formula, view, pool, evaluator, memoryBytes));
  return a === undefined || b === undefined ? 0 : meanCorrelation(a, b, view.stocks);
}

/** Ranks less 1/2 on sessions spread over the view, one after the other. */
function someRanks(
  formula: string,
  view: SearchView,
  pool: ExpressionPool,
  evaluator: Evaluator,
  memoryBytes: number,
): Float32Array {
  const { from, to, stocks, members } = view;
  const count = Math.min(comparedSessions, to - from);
  const placeOf = new Map<number, number>();
  for (let k = 0; k < count; k++) placeOf.set(from + Math.floor(((k + 0.5) * (to - from)) / count), k);
  const ranks = new Float32Array(count * stocks).fill(NaN);
  const { expression } = parseFormula(formula, { dialect: 'canonical', pool });
  evaluator.evaluateInBlocks(
    [pool.make('cs_rank', [expression])],
    panelsOf(view),
    (block) => {
      for (let t = block.from; t < block.to; t++) {
        const place = placeOf.get(t);
        if (place === undefined) continue;
        const values = block.values[0] as Float64Array;
        for (let i = 0; i < stocks; i++)
          ranks[place * stocks + i] = (values[(t - block.from) * stocks + i] as number) - 0.5;
      }
    },
    { from, to, ties: tieBits, memoryBytes, ...(members === undefined ? {} : { members }) },
  );
  return ranks;
}

/** Mean over sessions of the correlation across the stocks that have both; 0 where no session has one. */
function meanCorrelation(a: Float32Array, b: Float32Array, stocks: number): number {
  let [sum, sessions] = [0, 0];
  for (let row = 0; row < a.length; row += stocks) {
    const correlation = correlationOf(a, b, row, row + stocks);
    if (Number.isNaN(correlation)) continue;
    sum += correlation;
    sessions++;
  }
  return sessions === 0 ? 0 : sum / sessions;
}

function correlationOf(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let [n, sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0];
  for (let cell = from; cell < to; cell++) {
    const [x, y] = [a[cell] as number, b[cell] as number];
    if (x !== x || y !== y) continue;
    n++;
    sumA += x;
    sumB += y;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  const variances = (n * squaresA - sumA * sumA) * (n * squaresB - sumB * sumB);
  return variances > 1e-12 ? (n * products - sumA * sumB) / Math.sqrt(variances) : NaN;
}
