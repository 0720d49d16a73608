import { mean, standardDeviation, type Panel } from '@fm/factor-math';

/** The data behind exposures, on the calendar of a universe. */
export interface ExposureInputs {
  /** Simple returns, sessions x stocks. */
  readonly returns: Panel;
  /** Return of the universe per session. */
  readonly market: Float64Array;
  readonly closes: Panel;
  /** Market capitalisations. @default no size */
  readonly sizes?: Panel;
  /** Codes of industries. @default one for all stocks */
  readonly groups?: Panel;
  /** Names of the codes. @default the codes themselves */
  readonly groupNames?: ReadonlyMap<number, string>;
}

/** Exposures of the stocks to the factors of a risk model at the close of a session. */
export interface RiskExposures {
  /** `industry NAME` or `market`, then the styles. */
  readonly names: readonly string[];
  /** Factors x stocks; NaN where a stock has none. */
  readonly rows: readonly Float64Array[];
}

const year = 252;
const month = 21;
const quarter = 63;

/**
 * Dummies of industries and standardised styles at the close of a session: beta (slope on the universe over a year),
 * momentum (return of a year without its last month), volatility (deviation over a quarter), reversal (return of the
 * last month) and, where capitalisations are known, size (its logarithm). A style is taken from its mean over the
 * stocks that have it, divided by its deviation, and cut at three; a stock without an industry counts as one of
 * `industry none`.
 *
 * @returns gives the exposures at a session, which is at least 252
 */
export function riskExposures(inputs: ExposureInputs): (t: number) => RiskExposures {
  const { returns, closes, sizes, groups, groupNames } = inputs;
  const { stocks } = returns;
  const close = (session: number, i: number): number => closes.values[session * stocks + i] as number;
  const each = (of: (i: number) => number): Float64Array =>
    standardised(Float64Array.from({ length: stocks }, (_, i) => of(i)));
  const known = groups === undefined ? [] : codesByName(groups, groupNames);
  const beta = betas(inputs);
  const recent = new Float64Array(quarter);
  const volatility = (t: number, i: number): number => {
    let there = 0;
    for (let s = t - quarter + 1; s <= t; s++) {
      const value = returns.values[s * stocks + i] as number;
      if (Number.isFinite(value)) recent[there++] = value;
    }
    return standardDeviation(recent.subarray(0, there));
  };
  return (t) => {
    const styles: [string, Float64Array][] = [
      ['beta', standardised(beta(t))],
      ['momentum', each((i) => close(t - month, i) / close(t - year, i) - 1)],
      ['volatility', each((i) => volatility(t, i))],
      ['reversal', each((i) => close(t, i) / close(t - month, i) - 1)],
      ...(sizes === undefined
        ? []
        : [['size', each((i) => Math.log(sizes.values[t * stocks + i] as number))] as [string, Float64Array]]),
    ];
    const industries: [string, Float64Array][] =
      groups === undefined ? [['market', new Float64Array(stocks).fill(1)]] : industriesAt(groups, known, t);
    return {
      names: [...industries.map(([name]) => name), ...styles.map(([name]) => name)],
      rows: [...industries.map(([, row]) => row), ...styles.map(([, row]) => row)],
    };
  };
}

/** Codes of the industries that any stock ever has, in the order of their names. */
function codesByName(groups: Panel, names: ReadonlyMap<number, string> = new Map()): [string, number][] {
  const codes = new Set<number>();
  for (let cell = 0; cell < groups.values.length; cell++) {
    const code = groups.values[cell] as number;
    if (code >= 0) codes.add(code);
  }
  return [...codes]
    .map((code): [string, number] => [names.get(code) ?? String(code), code])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function industriesAt(
  { values, stocks }: Panel,
  known: readonly (readonly [string, number])[],
  t: number,
): [string, Float64Array][] {
  const rows = new Map(known.map(([, code]) => [code, new Float64Array(stocks)]));
  const none = new Float64Array(stocks);
  for (let i = 0; i < stocks; i++) (rows.get(values[t * stocks + i] as number) ?? none)[i] = 1;
  return [
    ...known.map(([name, code]): [string, Float64Array] => [`industry ${name}`, rows.get(code) as Float64Array]),
    ['industry none', none],
  ];
}

/** Slopes of the stocks on the universe over the sessions of a year that have both; NaN with fewer than half. */
function betas({ returns, market }: ExposureInputs): (t: number) => Float64Array {
  const { stocks } = returns;
  const sums = Array.from({ length: 5 }, () => new Float64Array(stocks)) as FiveSums;
  return (t) => {
    const [n, x, y, xx, xy] = sums;
    sums.forEach((sum) => sum.fill(0));
    for (let s = t - year + 1; s <= t; s++) {
      const a = market[s] as number;
      for (let i = 0, cell = s * stocks; i < stocks; i++, cell++) {
        const b = returns.values[cell] as number;
        if (!Number.isFinite(a * b)) continue;
        n[i]!++;
        x[i]! += a;
        y[i]! += b;
        xx[i]! += a * a;
        xy[i]! += a * b;
      }
    }
    return n.map((there, i) =>
      there < year / 2 ? NaN : (xy[i]! - (x[i]! * y[i]!) / there) / (xx[i]! - (x[i]! * x[i]!) / there),
    );
  };
}

type FiveSums = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

function standardised(values: Float64Array): Float64Array {
  const there = values.filter(Number.isFinite);
  const [centre, spread] = [mean(there), standardDeviation(there)];
  return values.map((value) =>
    Number.isFinite(value) && spread > 0 ? Math.max(-3, Math.min(3, (value - centre) / spread)) : NaN,
  );
}
