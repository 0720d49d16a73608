import { demonstrationSessions } from '../calendar.ts';
import { articlesOf, averageTone, dayNumber } from '../news/schedule.ts';
import { Random } from '../random.ts';
import { designStocks, planted, type StockDesign } from './design.ts';
import { tercileLegs, type Legs } from './legs.ts';

/** Daily values of one stock by session; NaN where it has no row. */
export interface StockSeries {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Adjusted for splits, not for dividends, as Yahoo gives it. */
  readonly close: Float64Array;
  readonly adjClose: Float64Array;
  readonly volume: Float64Array;
  /** Cash dividend of the session on the same basis as `close`; 0 on other days. */
  readonly dividend: Float64Array;
}

/** The invented market and what is true of it. */
export interface SimulatedMarket {
  readonly sessions: readonly string[];
  readonly designs: readonly StockDesign[];
  readonly series: readonly StockSeries[];
  /** Expected return of each stock given the session before, by session. */
  readonly expected: readonly Float64Array[];
  /** Legs that the sorts on ROC20 and trading volume form for each session. */
  readonly rocLegs: readonly Legs[];
  readonly volumeLegs: readonly Legs[];
  /** The same for gross profit margin and for the mean tone of the news of 14 days. */
  readonly marginLegs: readonly Legs[];
  readonly sentimentLegs: readonly Legs[];
  /** Whether a stock has a return on a session: rows on it and on the one before. */
  readonly hasReturn: readonly Uint8Array[];
}

const lookBack = 20;
/** One row in a thousand is missing. */
const missingRate = 0.001;
const sessionsPerQuarter = 63;

/**
 * Invents a market: r[i,t] = drift + premia of the legs i is in + tone of the news + beta[i] m[t] + tier[i]/2 s[t] + own[i,t], with m, s and
 * own independent over time. Legs are those of the product's own sort at t-1.
 */
export function simulateMarket(seed: number, stocks: number, start: string, end: string): SimulatedMarket {
  const sessions = demonstrationSessions(start, end);
  const designs = designStocks(seed, stocks, sessions.length);
  const streams = {
    common: new Random(seed, 'common'),
    own: new Random(seed, 'own'),
    shape: new Random(seed, 'shape'),
    volume: new Random(seed, 'volume'),
    missing: new Random(seed, 'missing'),
  };
  const series = designs.map(() => emptySeries(sessions.length));
  const index = designs.map(() => new Float64Array(sessions.length).fill(NaN));
  const expected: Float64Array[] = [];
  const rocLegs: Legs[] = [];
  const volumeLegs: Legs[] = [];
  const marginLegs: Legs[] = [];
  const sentimentLegs: Legs[] = [];
  const margins = Float64Array.from(designs, (design) => design.grossMargin);
  const articles = designs.map((_, i) => articlesOf(seed, i, start, end));
  const hasReturn: Uint8Array[] = [];
  const close = Float64Array.from(designs, (design) => design.firstPrice);
  const total = new Float64Array(designs.length).fill(1);
  for (let t = 0; t < sessions.length; t++) {
    const present = Uint8Array.from(designs, (design) => {
      const missing = streams.missing.uniform() < missingRate;
      return t >= design.firstSession && t <= design.lastSession && !(missing && t > design.firstSession) ? 1 : 0;
    });
    const returns = present.map((here, i) => (here === 1 && t > 0 && Number.isFinite(index[i]![t - 1]!) ? 1 : 0));
    const roc = tercileLegs(
      Float64Array.from(index, (values) => rateOfChange(values, t - 1)),
      returns,
    );
    const heavy = tercileLegs(
      Float64Array.from(series, ({ volume }, i) => meanBefore(volume, t - 1) / splitAfter(designs[i]!, t - 1)),
      returns,
    );
    const margin = tercileLegs(margins, returns);
    const dayBefore = t === 0 ? NaN : dayNumber(sessions[t - 1]!);
    const tones = Float64Array.from(articles, (own) => averageTone(own, dayBefore));
    const sentiment = tercileLegs(tones, returns);
    const mean = Float64Array.from(designs, (_, i) => {
      const premia =
        planted.rocPremium * roc[i]! +
        planted.volumePremium * heavy[i]! +
        planted.marginPremium * margin[i]! +
        planted.sentimentPremium * (Number.isNaN(tones[i]!) ? 0 : tones[i]!);
      return planted.drift + premia / 2;
    });
    const market = planted.marketVolatility * streams.common.normal();
    const shock = planted.volumeShock * streams.common.normal();
    const busyness = 1 + 0.15 * streams.common.normal();
    for (const [i, design] of designs.entries()) {
      const own = design.ownVolatility * streams.own.normal();
      const change = 1 + mean[i]! + design.marketBeta * market + design.volumeShockBeta * shock + own;
      const shares = sharesTraded(design.meanVolume, busyness, streams.volume.normal());
      const bar = barShape(streams.shape);
      if (t < design.firstSession || t > design.lastSession) continue;
      const before = close[i]!;
      const dividend = t > design.firstSession ? dividendOf(design, t, i, before) : 0;
      close[i] = (before - dividend) * change;
      total[i]! *= change;
      if (present[i] === 0) {
        // An event on a day without a row would be lost to the reader; the day is kept.
        if (dividend === 0 && design.split?.session !== t) continue;
        present[i] = 1;
      }
      index[i]![t] = total[i]!;
      writeBar(series[i]!, t, before - dividend, close[i], bar, shares, dividend);
    }
    expected.push(mean);
    rocLegs.push(roc);
    volumeLegs.push(heavy);
    marginLegs.push(margin);
    sentimentLegs.push(sentiment);
    hasReturn.push(returns);
  }
  for (const one of series) fillAdjustedCloses(one);
  return { sessions, designs, series, expected, rocLegs, volumeLegs, marginLegs, sentimentLegs, hasReturn };
}

function emptySeries(sessions: number): StockSeries {
  const column = (): Float64Array => new Float64Array(sessions).fill(NaN);
  return {
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    adjClose: column(),
    volume: column(),
    dividend: new Float64Array(sessions),
  };
}

function rateOfChange(index: Float64Array, t: number): number {
  return t < lookBack ? NaN : index[t]! / index[t - lookBack]! - 1;
}

/** Mean over the 20 sessions up to t; NaN when one is missing. */
function meanBefore(values: Float64Array, t: number): number {
  if (t < lookBack - 1) return NaN;
  let sum = 0;
  for (let at = t - lookBack + 1; at <= t; at++) sum += values[at]!;
  return sum / lookBack;
}

/** New shares per share of session t: volumes are written on the basis of the last session, and sorted on that of their day. */
function splitAfter({ split }: StockDesign, t: number): number {
  return split !== undefined && t < split.session ? split.ratio : 1;
}

function sharesTraded(mean: number, busyness: number, deviate: number): number {
  const factor = busyness * (1 + 0.2 * deviate);
  return Math.round(mean * Math.max(0.2, factor));
}

/** Where the bar opens between the close before and the close, and how far it reaches beyond both. */
interface BarShape {
  readonly openAt: number;
  readonly above: number;
  readonly below: number;
}

function barShape(random: Random): BarShape {
  return { openAt: random.uniform(), above: 0.01 * random.uniform(), below: 0.01 * random.uniform() };
}

/** The dividend of a session; companies pay on different days of the quarter. */
function dividendOf(design: StockDesign, t: number, position: number, closeBefore: number): number {
  if (design.quarterlyYield === 0 || t % sessionsPerQuarter !== (position * 2 + 5) % sessionsPerQuarter) return 0;
  return Math.round(closeBefore * design.quarterlyYield * 100) / 100;
}

function writeBar(
  series: StockSeries,
  t: number,
  from: number,
  to: number,
  shape: BarShape,
  volume: number,
  dividend: number,
): void {
  const open = from + (to - from) * 0.5 * shape.openAt;
  series.open[t] = open;
  series.high[t] = Math.max(open, to) * (1 + shape.above);
  series.low[t] = Math.min(open, to) * (1 - shape.below);
  series.close[t] = to;
  series.volume[t] = volume;
  series.dividend[t] = dividend;
}

/** Adjusted closes: before an ex-day the close times `1 - dividend / close of the session before`, compounded. */
function fillAdjustedCloses({ close, adjClose, dividend }: StockSeries): void {
  let factor = 1;
  for (let t = close.length - 1; t >= 0; t--) {
    if (Number.isNaN(close[t]!)) continue;
    adjClose[t] = close[t]! * factor;
    if (dividend[t]! === 0) continue;
    let before = t - 1;
    while (Number.isNaN(close[before]!)) before--;
    factor *= 1 - dividend[t]! / close[before]!;
  }
}
