/** A side of a book whose weights are bounded. */
export interface BoundedSide {
  /** Variables of the side. */
  readonly variables: readonly number[];
  /** Group of each variable; every one that has none is in one group, -1. */
  readonly groupOf: (variable: number) => number;
  /** Most that a variable, and that the variables of a group, may have of the side. */
  readonly most: number;
  readonly mostOfGroup: number;
}

/** Bounds that a side cannot keep. */
export interface Infeasible {
  /** Share of the side that the bounds let it hold. */
  readonly room: number;
  readonly stocks: number;
  readonly groups: number;
}

/**
 * Variables that can hold the whole side within its bounds, taken in their order: each holds as much as it may. Since every
 * variable is in one group only, nothing holds more than this does, so that a side it cannot fill has no weights at all.
 */
export function feasibleStart({ variables, groupOf, most, mostOfGroup }: BoundedSide): readonly number[] | Infeasible {
  const left = new Map<number, number>();
  const taken: number[] = [];
  let whole = 1;
  for (const variable of variables) {
    const group = groupOf(variable);
    const room = left.get(group) ?? mostOfGroup;
    const held = Math.min(most, room, whole);
    if (!(held > 1e-12)) continue;
    left.set(group, room - held);
    whole -= held;
    taken.push(variable);
  }
  if (whole <= 1e-9) return taken;
  return { room: 1 - whole, stocks: variables.length, groups: new Set(variables.map(groupOf)).size };
}
