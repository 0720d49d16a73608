import { correlationOf, covarianceOf, isFlat, lineOf, momentOf } from './plain.ts';
import type { Past } from './windows.ts';

/** Series over the days of the window on which all are present, the oldest first. */
function together(fewest: number, compute: (series: readonly number[][], today: readonly number[]) => number): Past {
  return (pasts, { d, min }) => {
    const days = Array.from({ length: Number(d) }, (_, age) => age).reverse();
    const complete = days.filter((age) => pasts.every((past) => !Number.isNaN(past[age] ?? NaN)));
    if (complete.length < Math.max(fewest, Number(min))) return NaN;
    return compute(
      pasts.map((past) => complete.map((age) => past[age]!)),
      pasts.map((past) => past[0]!),
    );
  };
}

/** Definitions of the operators over two or three series. */
export const brutePairs: Readonly<Record<string, Past>> = {
  ts_corr: together(2, ([x, y]) => correlationOf(x!, y!)),
  ts_cov: together(2, ([x, y]) => covarianceOf(x!, y!)),
  ts_beta: together(2, ([y, x]) => (isFlat(x!) ? NaN : lineOf(y!, x!).slope)),
  ts_alpha: together(2, ([y, x]) => (isFlat(x!) ? NaN : lineOf(y!, x!).intercept)),
  ts_resid2: together(2, ([y, x], [todayY, todayX]) => {
    if (isFlat(x!)) return NaN;
    const { slope, intercept } = lineOf(y!, x!);
    return isFlat(y!) ? 0 * (todayX! + todayY!) : todayY! - (intercept + slope * todayX!);
  }),
  ts_partial_corr: together(3, ([x, y, z]) => {
    const [xy, xz, yz] = [correlationOf(x!, y!), correlationOf(x!, z!), correlationOf(y!, z!)];
    const left = (1 - xz * xz) * (1 - yz * yz);
    return left > 0 ? Math.max(-1, Math.min(1, (xy - xz * yz) / Math.sqrt(left))) : NaN;
  }),
  ts_co_skewness: together(3, ([x, y]) =>
    isFlat(x!) || isFlat(y!) ? NaN : momentOf(x!, 1, y, 2) / (Math.sqrt(momentOf(x!, 2)) * momentOf(y!, 2)),
  ),
};
