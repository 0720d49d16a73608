/** A side by hand: the nearest weights to `wanted` that add up to 1, each up to `most` and each group up to `mostOfGroup`. */
function nearest(wanted: readonly number[], most: number, groups: readonly number[], mostOfGroup: number): number[] {
  const clip = (value: number): number => Math.max(0, Math.min(most, value));
  const solve = (of: (shift: number) => number, goal: number): number => {
    let [low, high] = [-10, 10];
    for (let step = 0; step < 70; step++) {
      const middle = (low + high) / 2;
      if (of(middle) > goal) low = middle;
      else high = middle;
    }
    return high;
  };
  const shiftOf = (group: number, shift: number): number => {
    const sum = (by: number): number =>
      wanted.reduce((total, value, i) => total + (groups[i] === group ? clip(value - by) : 0), 0);
    return sum(shift) <= mostOfGroup ? shift : solve(sum, mostOfGroup);
  };
  const codes = [...new Set(groups)];
  const at = (shift: number): number[] => {
    const own = new Map(codes.map((group) => [group, shiftOf(group, shift)]));
    return wanted.map((value, i) => clip(value - (own.get(groups[i] as number) as number)));
  };
  return at(solve((shift) => at(shift).reduce((sum, value) => sum + value, 0), 1));
}

interface Program {
  readonly covariance: Float64Array;
  readonly sides: Int8Array;
  readonly expected: Float64Array;
  readonly aversion: number;
  readonly most: number;
  readonly groups: readonly number[];
  readonly mostOfGroup: number;
}

/** Half the aversion times the variance, less the expected return. */
export function objectiveOf({ covariance, sides, expected, aversion }: Program, weights: Float64Array): number {
  const x = weights.map((weight, i) => weight * (sides[i] as number));
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    sum -= (expected[i] as number) * (x[i] as number);
    for (let j = 0; j < x.length; j++)
      sum += (aversion / 2) * (x[i] as number) * (covariance[i * x.length + j] as number) * (x[j] as number);
  }
  return sum;
}

/** The weights of `optimiseWeights` a second way: steps down the gradient, with momentum, back to the nearest weights allowed. */
export function projectedGradient(program: Program, steps: number): Float64Array {
  const { covariance, sides, expected, aversion, most, groups, mostOfGroup } = program;
  const k = sides.length;
  let largest = 0;
  for (let i = 0; i < k; i++) {
    let row = 0;
    for (let j = 0; j < k; j++) row += Math.abs(covariance[i * k + j] as number);
    largest = Math.max(largest, aversion * row);
  }
  const project = (wanted: Float64Array): Float64Array => {
    const found = new Float64Array(k);
    for (const side of [1, -1]) {
      const own = Array.from(sides.keys()).filter((i) => sides[i] === side);
      if (own.length === 0) continue;
      const weights = nearest(
        own.map((i) => wanted[i] as number),
        most,
        own.map((i) => groups[i] as number),
        mostOfGroup,
      );
      own.forEach((i, at) => (found[i] = weights[at] as number));
    }
    return found;
  };
  let weights = project(new Float64Array(k));
  let [ahead, pace] = [weights, 1];
  for (let step = 0; step < steps; step++) {
    const down = ahead.map((weight, i) => {
      let slope = -(expected[i] as number) * (sides[i] as number);
      for (let j = 0; j < k; j++)
        slope +=
          aversion *
          (sides[i] as number) *
          (covariance[i * k + j] as number) *
          (sides[j] as number) *
          (ahead[j] as number);
      return weight - slope / largest;
    });
    const next = project(down);
    // A step back up the objective restarts the momentum.
    const turned =
      next.reduce((sum, value, i) => sum + ((ahead[i] as number) - value) * (value - (weights[i] as number)), 0) > 0;
    const faster = turned ? 1 : (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    const share = turned ? 0 : (pace - 1) / faster;
    ahead = next.map((value, i) => value + share * (value - (weights[i] as number)));
    [weights, pace] = [next, faster];
  }
  return weights;
}
