import type { WeightProblem } from './optimise-weights.ts';
import type { LinearBound } from './quadratic-program.ts';

/** Code of the group of a stock; -1 for all that have none. */
export function groupCode(groups: ArrayLike<number> | undefined, stock: number): number {
  const code = groups?.[stock] ?? -1;
  return code >= 0 ? code : -1;
}

/** At most `mostOfGroup` in each group of each side. */
export function groupBounds({ sides, groups, mostOfGroup = 1 }: WeightProblem): LinearBound[] {
  if (mostOfGroup >= 1) return [];
  const pairs = new Map<string, { readonly side: number; readonly group: number }>();
  sides.forEach((side, i) => {
    const group = groupCode(groups, i);
    pairs.set(`${side} ${group}`, { side, group });
  });
  return [...pairs.values()].map(({ side, group }) => ({
    coefficient: (i) => (sides[i] === side && groupCode(groups, i) === group ? -1 : 0),
    least: -mostOfGroup,
  }));
}

/** The linear face of a limit on turnover that weights break the most; undefined where they keep it. */
export function turnoverFace(
  weights: Float64Array,
  { before, most }: Required<WeightProblem>['turnover'],
): LinearBound | undefined {
  let changed = 0;
  let held = 0;
  const signs = weights.map((weight, i) => {
    const sign = weight >= (before[i] as number) ? 1 : -1;
    changed += Math.abs(weight - (before[i] as number));
    held += sign * (before[i] as number);
    return sign;
  });
  // The solver keeps its faces more exactly than this.
  if (changed <= most + 1e-8) return undefined;
  return { coefficient: (i) => -(signs[i] as number), least: -most - held };
}
