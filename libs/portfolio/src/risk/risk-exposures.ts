import { mean, standardDeviation, type Panel } from '@fm/factor-math';

/** What exposures are made of, on the calendar of a universe. */
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
 * Dummies of industries and standardised styles at the close of session t: beta (slope on the universe over a year), momentum
 * (return of a year without its last month), volatility (deviation over a quarter), reversal (return of the last month) and,
 * where capitalisations are known, size (its logarithm). A style is taken from its mean over the stocks that have it, divided by
 * its deviation, and cut at three; a stock without an industry counts as one of `industry none`.
 *
 * @param t - at least 252
 */
export function riskExposures(
  { returns, market, closes, sizes, groups, groupNames }: ExposureInputs,
  t: number,
): RiskExposures {
  const { stocks } = returns;
  const close = (session: number, i: number): number => closes.values[session * stocks + i] as number;
  const each = (of: (i: number) => number): Float64Array =>
    standardised(Float64Array.from({ length: stocks }, (_, i) => of(i)));
  const past = (i: number, sessions: number): Float64Array =>
    Float64Array.from({ length: sessions }, (_, k) => returns.values[(t - sessions + 1 + k) * stocks + i] as number);
  const own = market.subarray(t - year + 1, t + 1);
  const styles: [string, Float64Array][] = [
    ['beta', each((i) => slope(past(i, year), own))],
    ['momentum', each((i) => close(t - month, i) / close(t - year, i) - 1)],
    ['volatility', each((i) => standardDeviation(past(i, quarter).filter(Number.isFinite)))],
    ['reversal', each((i) => close(t, i) / close(t - month, i) - 1)],
    ...(sizes === undefined
      ? []
      : [['size', each((i) => Math.log(sizes.values[t * stocks + i] as number))] as [string, Float64Array]]),
  ];
  const industries = industriesOf(groups, groupNames, t, stocks);
  return {
    names: [...industries.map(([name]) => name), ...styles.map(([name]) => name)],
    rows: [...industries.map(([, row]) => row), ...styles.map(([, row]) => row)],
  };
}

function industriesOf(
  groups: Panel | undefined,
  names: ReadonlyMap<number, string> = new Map(),
  t: number,
  stocks: number,
): [string, Float64Array][] {
  if (groups === undefined) return [['market', new Float64Array(stocks).fill(1)]];
  const codes = [...groups.values.subarray(t * stocks, (t + 1) * stocks)].map((code) => (code >= 0 ? code : -1));
  const nameOf = (code: number): string => names.get(code) ?? String(code);
  const known = [...new Set(groups.values.filter((code) => code >= 0))].sort((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  );
  return [...known, -1].map((code) => [
    code < 0 ? 'industry none' : `industry ${nameOf(code)}`,
    Float64Array.from(codes, (own) => (own === code ? 1 : 0)),
  ]);
}

/** Slope of returns on those of the universe over the sessions that have both; NaN with fewer than half. */
function slope(returns: Float64Array, market: Float64Array): number {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (let k = 0; k < returns.length; k++) {
    const [a, b] = [market[k] as number, returns[k] as number];
    if (!Number.isFinite(a * b)) continue;
    n++;
    x += a;
    y += b;
    xx += a * a;
    xy += a * b;
  }
  return n < returns.length / 2 ? NaN : (xy - (x * y) / n) / (xx - (x * x) / n);
}

function standardised(values: Float64Array): Float64Array {
  const there = values.filter(Number.isFinite);
  const [centre, spread] = [mean(there), standardDeviation(there)];
  return values.map((value) =>
    Number.isFinite(value) && spread > 0 ? Math.max(-3, Math.min(3, (value - centre) / spread)) : NaN,
  );
}
