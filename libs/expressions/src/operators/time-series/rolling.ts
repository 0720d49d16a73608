import { minimumPresent, overWindow, panel, window, type Operator, type Parameter } from '../operator.ts';

type Given = Pick<Operator, 'name' | 'summary' | 'definition'> &
  Partial<Operator> & {
    /** Parameters between the window and `min`. */
    readonly between?: readonly Parameter[];
    /** Least window, and fewest values that give a result. */
    readonly fewest?: number;
    /** What is missing beside windows with too few values. */
    readonly missing?: string;
  };

/** An operator over the last d sessions, of which all must be present, or `min` of them where the formula says so. */
export function rolling({ between = [], fewest = 1, missing, ...given }: Given): Operator {
  const few = `Where fewer than min of the d values are present (min = d unless given${
    fewest > 1 ? `, and never fewer than ${fewest}` : ''
  }).`;
  return {
    aliases: [],
    family: 'time-series',
    args: [panel('x')],
    params: [window(fewest), ...between, minimumPresent],
    result: 'panel',
    lookBack: overWindow,
    nanRule: missing === undefined ? few : `${few} ${missing}`,
    source: 'pandas 3, Series.rolling.',
    ...given,
  };
}
