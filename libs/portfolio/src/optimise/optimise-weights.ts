import { feasibleStart, type Infeasible } from './feasible-start.ts';
import { groupBounds, groupCode, turnoverFace } from './weight-bounds.ts';
import {
  solveQuadratic,
  type LinearBound,
  type QuadraticProgram,
  type QuadraticSolution,
} from './quadratic-program.ts';

/** The weights to find. */
export interface WeightProblem {
  /** k x k, row-major, positive definite. */
  readonly covariance: Float64Array;
  /** 1 for a stock of the long side, -1 for one of the short side. */
  readonly sides: Int8Array;
  /** Expected return of each stock, in the period of the covariance. @default 0: minimum variance */
  readonly expected?: Float64Array;
  /** Weight of the variance against the expected return, `mean - aversion / 2 variance`. @default 1 */
  readonly aversion?: number;
  /** Most that one stock may have of its side. @default 1 */
  readonly most?: number;
  /** Code of the group of each stock; those without one (NaN or negative) count as one. @default no groups */
  readonly groups?: ArrayLike<number>;
  /** Most that a group may have of its side. @default 1 */
  readonly mostOfGroup?: number;
  /** A limit on what is bought and sold. @default none */
  readonly turnover?: {
    /** Weights before, positive on both sides. */
    readonly before: Float64Array;
    /** Most that the absolute changes of the weights may add up to. */
    readonly most: number;
  };
}

/** Weights of a problem, or the bounds that cannot be kept. */
export type WeightSolution =
  | { readonly ok: true; readonly weights: Float64Array; readonly isTurnoverKept: boolean }
  | ({ readonly ok: false; readonly side: 'long' | 'short' } & Infeasible);

/** Stocks with which the first program starts on each side. */
const firstStocks = 40;
/** Most stocks with which the best weights within a turnover are sought: they take a program for each of its faces. */
const mostWithTurnover = 100;
/** Most faces of a limit on turnover: a solver less exact than the limit is checked with would add one without end. */
const mostFaces = 500;
/** Of a reduced cost, where the mean variance is 1. */
const tolerance = 1e-9;

/**
 * Weights w >= 0 of stocks, those of each side adding up to 1, that make `aversion / 2 x' C x - expected' x` smallest, where x is
 * w with the sign of its side: minimum variance without expected returns, mean-variance with them (Markowitz 1952).
 *
 * The program is solved over some of the stocks; those that are left out, at 0, join it as long as one would lower the
 * objective, which its reduced cost shows. The result is that of the program over all of them. A limit on turnover is
 * the set of all its linear faces, of which those that are broken join. It is left out, and `isTurnoverKept` is false, where the
 * sides cannot be reached within it, and above 100 stocks, since each face takes a program.
 */
export function optimiseWeights(problem: WeightProblem): WeightSolution {
  const { sides, most = 1, turnover } = problem;
  const start = firstChosen(problem);
  if ('ok' in start) return start;
  const k = sides.length;
  const objective = scaledObjective(problem);
  const equalities = ([1, -1] as const)
    .filter((side) => sides.includes(side))
    .map((side): LinearBound => ({ coefficient: (i) => (sides[i] === side ? 1 : 0), least: 1 }));
  const limits = groupBounds(problem);
  let faces: readonly LinearBound[] = [];
  let isTurnoverKept = turnover === undefined || k <= mostWithTurnover;
  let chosen: readonly number[] = start.chosen;
  for (;;) {
    const program = { ...objective, equalities, bounds: [...limits, ...faces], most: most < 1 ? most : Infinity };
    const solved = solveQuadratic(programOver(program, chosen));
    if (solved === undefined) {
      if (faces.length === 0) throw new RangeError('no weights keep bounds that can be kept');
      if (chosen.length < k) chosen = Array.from(sides.keys());
      else [faces, isTurnoverKept] = [[], false];
      continue;
    }
    const weights = new Float64Array(k);
    chosen.forEach((i, at) => (weights[i] = solved.x[at] as number));
    const face = turnover !== undefined && isTurnoverKept ? turnoverFace(weights, turnover) : undefined;
    if (face !== undefined && faces.length === mostFaces) {
      [faces, isTurnoverKept] = [[], false];
      continue;
    }
    const joining = improving(program, weights, solved, chosen);
    if (face === undefined && joining.length === 0)
      return { ok: true, weights: cleaned(weights, sides), isTurnoverKept };
    if (face !== undefined) faces = [...faces, face];
    chosen = [...chosen, ...joining].sort((a, b) => a - b);
  }
}

/** The stocks of the first program: enough to fill each side, the calmest, and those that are held. */
function firstChosen(problem: WeightProblem): { chosen: readonly number[] } | Extract<WeightSolution, { ok: false }> {
  const { covariance, sides, groups, most = 1, mostOfGroup = 1, turnover } = problem;
  const k = sides.length;
  const chosen = new Set<number>();
  for (const side of [1, -1] as const) {
    const variables = Array.from(sides.keys()).filter((i) => sides[i] === side);
    if (variables.length === 0) continue;
    const variance = (i: number): number => covariance[i * (k + 1)] as number;
    const calmest = variables.toSorted((a, b) => variance(a) - variance(b) || a - b);
    const groupOf = (i: number): number => groupCode(groups, i);
    const filled = feasibleStart({ variables: calmest, groupOf, most, mostOfGroup });
    if ('room' in filled) return { ok: false, side: side === 1 ? 'long' : 'short', ...filled };
    for (const i of [...filled, ...calmest.slice(0, firstStocks)]) chosen.add(i);
  }
  turnover?.before.forEach((weight, i) => weight > 0 && chosen.add(i));
  return { chosen: [...chosen].sort((a, b) => a - b) };
}

/** The objective divided by the mean variance and the aversion, with the signs of the sides in it. */
function scaledObjective(problem: WeightProblem): Pick<QuadraticProgram, 'matrix' | 'linear'> {
  const { covariance, sides, expected, aversion = 1 } = problem;
  const k = sides.length;
  let level = 0;
  for (let i = 0; i < k; i++) level += (covariance[i * (k + 1)] as number) / k;
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      matrix[i * k + j] = ((covariance[i * k + j] as number) / level) * (sides[i] as number) * (sides[j] as number);
  const linear = Float64Array.from(sides, (side, i) => (side * (expected?.[i] ?? 0)) / (aversion * level));
  return { matrix, linear };
}

function programOver(program: QuadraticProgram, chosen: readonly number[]): QuadraticProgram {
  const [n, k] = [chosen.length, program.linear.length];
  const matrix = new Float64Array(n * n);
  chosen.forEach((row, a) =>
    chosen.forEach((column, b) => (matrix[a * n + b] = program.matrix[row * k + column] as number)),
  );
  const over = ({ coefficient, least }: LinearBound): LinearBound => ({
    coefficient: (at) => coefficient(chosen[at] as number),
    least,
  });
  return {
    ...{ matrix, linear: Float64Array.from(chosen, (i) => program.linear[i] as number), most: program.most },
    ...{ equalities: program.equalities.map(over), bounds: program.bounds.map(over) },
  };
}

/** Stocks at 0 whose weight would lower the objective: those of negative reduced cost. */
function improving(
  { matrix, linear, equalities, bounds }: QuadraticProgram,
  weights: Float64Array,
  { multipliers }: QuadraticSolution,
  chosen: readonly number[],
): number[] {
  const k = weights.length;
  const there = new Set(chosen);
  const joining: number[] = [];
  for (let i = 0; i < k; i++) {
    if (there.has(i)) continue;
    let cost = -(linear[i] as number);
    for (const j of chosen) cost += (matrix[i * k + j] as number) * (weights[j] as number);
    equalities.forEach(({ coefficient }, c) => (cost -= (multipliers.equalities[c] as number) * coefficient(i)));
    bounds.forEach(({ coefficient }, c) => (cost -= (multipliers.bounds[c] as number) * coefficient(i)));
    if (cost < -tolerance) joining.push(i);
  }
  return joining;
}

/** Without the dust that rounding leaves. */
function cleaned(weights: Float64Array, sides: Int8Array): Float64Array {
  const clean = weights.map((weight) => (weight < 1e-10 ? 0 : weight));
  const sums = new Map<number, number>();
  clean.forEach((weight, i) => sums.set(sides[i] as number, (sums.get(sides[i] as number) ?? 0) + weight));
  return clean.map((weight, i) => weight / (sums.get(sides[i] as number) as number));
}
