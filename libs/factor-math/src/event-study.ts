import { meanTest, type MeanTest } from './mean-test.ts';
import type { Panel } from './panel.ts';
import { simpleRegression } from './simple-regression.ts';

/** Something that happened to a stock, first tradable in a session. */
export interface StockEvent {
  readonly session: number;
  readonly stock: number;
}

/** Options of {@link eventStudy}; sessions are relative to the event's. */
export interface EventStudyOptions {
  /** First and last session whose abnormal return is measured. @default [-10, 10] */
  readonly window?: readonly [number, number];
  /** First and last session the market model is estimated on. @default [-130, -11] */
  readonly estimation?: readonly [number, number];
  /** Fewest sessions with both returns in the estimation window. @default 60 */
  readonly minimum?: number;
}

/** Result of {@link eventStudy}. */
export interface EventStudy {
  readonly estimator: 'market model, cross-sectional t';
  readonly events: number;
  /** Events left out, per reason. */
  readonly dropped: Readonly<Record<EventDrop, number>>;
  /** Average abnormal return per session of the window, with its cross-sectional test. */
  readonly abnormal: readonly MeanTest[];
  /** Average cumulative abnormal return from the start of the window to each of its sessions. */
  readonly cumulative: readonly MeanTest[];
}

/** Why an event is left out. */
export type EventDrop = 'outside_panel' | 'too_few_observations' | 'constant_market' | 'missing_return';

/**
 * Event study with the market model (MacKinlay 1997, Event Studies in Economics and Finance): `AR[t] = r[t] - a - b m[t]`
 * with a and b from the estimation window, averaged over events; t-statistics from the spread across events.
 *
 * @param returns - simple returns, days x stocks
 * @param market - market return per session
 */
export function eventStudy(
  returns: Panel,
  market: Float64Array,
  events: readonly StockEvent[],
  options: EventStudyOptions = {},
): EventStudy {
  const [first, last] = options.window ?? [-10, 10];
  const [begin, end] = options.estimation ?? [-130, -11];
  const minimum = options.minimum ?? 60;
  const dropped = { outside_panel: 0, too_few_observations: 0, constant_market: 0, missing_return: 0 };
  const paths: Float64Array[] = [];
  for (const { session, stock } of events) {
    if (session + Math.min(first, begin) < 0 || session + Math.max(last, end) >= returns.days) {
      dropped.outside_panel++;
      continue;
    }
    const column = { values: returns.values, offset: stock, stride: returns.stocks };
    const model = simpleRegression(column, { values: market }, { from: session + begin, to: session + end, minimum });
    if (!model.ok) {
      dropped[model.reason === 'too_few_observations' ? 'too_few_observations' : 'constant_market']++;
      continue;
    }
    const path = Float64Array.from({ length: last - first + 1 }, (_, k) => {
      const t = session + first + k;
      return returns.values[t * returns.stocks + stock] - model.alpha - model.beta * market[t];
    });
    if (path.every(Number.isFinite)) paths.push(path);
    else dropped.missing_return++;
  }
  const sums = paths.map((path) => {
    let sum = 0;
    return path.map((value) => (sum += value));
  });
  const across = (from: Float64Array[]): MeanTest[] =>
    Array.from({ length: last - first + 1 }, (_, k) =>
      meanTest(
        Float64Array.from(from, (path) => path[k]),
        0,
      ),
    );
  return {
    estimator: 'market model, cross-sectional t',
    events: paths.length,
    dropped,
    abnormal: across(paths),
    cumulative: across(sums),
  };
}
