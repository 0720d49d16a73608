import { isLeaf, panelKey, type Expression, type Panels } from '../../expression.ts';
import { operatorNamed } from '../../operators/registry.ts';
import { bruteCells } from './cells.ts';
import { bruteDays } from './days.ts';
import { bruteWindows } from './windows.ts';

/** Parameters of a node, by name. */
export type Named = Readonly<Record<string, number | string>>;

/**
 * Values of a formula by its definition, one cell after the other in plain loops: slow, and sharing nothing with the kernels
 * but the registry, so that it can judge them.
 *
 * @returns days x stocks, NaN where missing; never infinite
 */
export function bruteForce(
  root: Expression,
  panels: Panels,
  known = new Map<Expression, Float64Array>(),
): Float64Array {
  const done = known.get(root);
  if (done !== undefined) return done;
  const { days, stocks } = panels;
  const values = new Float64Array(days * stocks).fill(NaN);
  if (isLeaf(root)) values.set(panels.get(panelKey(root)));
  else if (root.operator === 'number') values.fill(Number(root.params[0]));
  else {
    const args = root.args.map((arg) => bruteForce(arg, panels, known));
    const operator = operatorNamed(root.operator);
    const named: Named = Object.fromEntries(operator.params.map(({ name }, at) => [name, root.params[at]!]));
    for (let t = 0; t < days; t++) {
      const ofDay =
        operator.family === 'cross-section' || operator.family === 'group' ? dayOf(root, args, t, stocks, named) : [];
      for (let i = 0; i < stocks; i++) {
        const at = t * stocks + i;
        if (operator.family === 'element-wise')
          values[at] = bruteCells[root.operator]!(
            args.map((arg) => arg[at]!),
            named,
          );
        else if (operator.family === 'time-series' || operator.family === 'state')
          values[at] = bruteWindows[root.operator]!(
            args.map((arg) => history(arg, t, i, stocks)),
            named,
          );
        else values[at] = ofDay[i]!;
      }
    }
  }
  const finite = values.map((value) => (Number.isFinite(value) ? value : NaN));
  known.set(root, finite);
  return finite;
}

function dayOf(root: Expression, args: readonly Float64Array[], t: number, stocks: number, named: Named): number[] {
  const rows = args.map((arg) => [...arg.subarray(t * stocks, (t + 1) * stocks)]);
  return bruteDays[root.operator]!(rows, named);
}

/** Values of a stock up to today: the newest first, as many as there are sessions. */
function history(values: Float64Array, t: number, stock: number, stocks: number): number[] {
  const past: number[] = [];
  for (let s = t; s >= 0; s--) past.push(values[s * stocks + stock]!);
  return past;
}
