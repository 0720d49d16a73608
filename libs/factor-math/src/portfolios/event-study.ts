import type { Panel } from '../panel/panel.ts';
import { robustMean, type RobustMean } from '../inference/robust-mean.ts';
import { simpleRegression } from '../regression/simple-regression.ts';

/** Something that happened to a stock, first tradable in a session. */
export interface StockEvent {
  readonly session: number;
  readonly stock: number;
}

/** Options of {@link eventStudy}; windows are relative to the event's session. */
export interface EventStudyOptions {
  /**
   * What a return is measured against: `market`, the market model `a + b m[t]` of the estimation window; or
   * `market-adjusted`, only the market's return (a = 0, b = 1), which needs no estimation window. @default 'market'
   */
  readonly model?: 'market' | 'market-adjusted';
  /** First and last session whose abnormal return is measured. @default [-10, 10] */
  readonly window?: readonly [number, number];
  /** First and last session the market model is estimated on. @default [-130, -11] */
  readonly estimation?: readonly [number, number];
  /** Fewest sessions with both returns in the estimation window. @default 60 */
  readonly minimum?: number;
  /** First and last session that may be used, inclusive. @default all */
  readonly sessions?: { readonly from: number; readonly to: number };
  /** The columns of the returns (`columnsOf`) where they are there already: a path then lies in one piece in memory. */
  readonly columns?: readonly Float64Array[];
}

/** Mean over events with its cross-sectional test. */
export interface EventMean {
  readonly mean: number;
  /** `sd / sqrt(events)`: events count as independent. */
  readonly standardError: number;
  readonly t: number;
}

/** Result of {@link eventStudy}. */
export interface EventStudy {
  readonly estimator: 'market model, cross-sectional t' | 'market-adjusted returns, cross-sectional t';
  readonly events: number;
  /** Events left out, per reason. */
  readonly dropped: Readonly<Record<EventDrop, number>>;
  /** Average abnormal return per session of the window. */
  readonly abnormal: readonly EventMean[];
  /** Average cumulative abnormal return from the start of the window to each of its sessions. */
  readonly cumulative: readonly EventMean[];
  /**
   * Cumulative abnormal return from the event's session to the end of the window, averaged per event session and then
   * over these: events of one session and of neighbouring ones share their days, which this test allows for.
   */
  readonly after: RobustMean;
}

/** Why an event is left out. */
export type EventDrop = 'outside_panel' | 'too_few_observations' | 'constant_market' | 'missing_return';

/**
 * Event study (MacKinlay 1997, Event Studies in Economics and Finance): abnormal returns `AR[t] = r[t] - a - b m[t]`
 * around events, averaged over them. The t of a mean takes events as independent; {@link EventStudy.after} does not.
 *
 * @param returns - simple returns, days x stocks
 * @param market - market return per session
 * @param events - in the order in which they are summed, e.g. by session and stock
 */
export function eventStudy(
  returns: Panel,
  market: Float64Array,
  events: readonly StockEvent[],
  options: EventStudyOptions = {},
): EventStudy {
  const adjusted = options.model === 'market-adjusted';
  const [first, last] = options.window ?? [-10, 10];
  const [begin, end] = adjusted ? [first, last] : (options.estimation ?? [-130, -11]);
  const { from, to } = options.sessions ?? { from: 0, to: returns.days - 1 };
  const dropped = { outside_panel: 0, too_few_observations: 0, constant_market: 0, missing_return: 0 };
  const width = last - first + 1;
  const abnormal = sums(width);
  const cumulative = sums(width);
  const bySession = new Map<number, { total: number; count: number }>();
  const path = new Float64Array(width);
  const { columns } = options;
  const stride = columns === undefined ? returns.stocks : 1;
  let used = 0;
  for (const { session, stock } of events) {
    if (session + Math.min(first, begin) < from || session + Math.max(last, end) > to) {
      dropped.outside_panel++;
      continue;
    }
    const model = adjusted ? { ok: true as const, alpha: 0, beta: 1 } : marketModel(session, stock);
    if (!model.ok) {
      dropped[model.reason === 'too_few_observations' ? 'too_few_observations' : 'constant_market']++;
      continue;
    }
    let whole = true;
    const series = columns?.[stock] ?? returns.values;
    const offset = columns === undefined ? stock : 0;
    for (let k = 0; k < width && whole; k++) {
      const t = session + first + k;
      path[k] = series[t * stride + offset] - model.alpha - model.beta * market[t];
      whole = Number.isFinite(path[k]);
    }
    if (!whole) {
      dropped.missing_return++;
      continue;
    }
    used++;
    let sum = 0;
    let after = 0;
    for (let k = 0; k < width; k++) {
      sum += path[k];
      if (first + k >= 0) after += path[k];
      add(abnormal, k, path[k]);
      add(cumulative, k, sum);
    }
    const own = bySession.get(session) ?? { total: 0, count: 0 };
    bySession.set(session, { total: own.total + after, count: own.count + 1 });
  }
  const sessions = [...bySession].sort(([a], [b]) => a - b);
  return {
    estimator: adjusted ? 'market-adjusted returns, cross-sectional t' : 'market model, cross-sectional t',
    events: used,
    dropped,
    abnormal: meansOf(abnormal, used),
    cumulative: meansOf(cumulative, used),
    after: robustMean(
      Float64Array.from(sessions, ([, { total, count }]) => total / count),
      overlapOf(
        sessions.map(([session]) => session),
        last + 1,
      ),
    ),
  };

  function marketModel(session: number, stock: number) {
    const column = { values: returns.values, offset: stock, stride: returns.stocks };
    const window = { from: session + begin, to: session + end, minimum: options.minimum ?? 60 };
    return simpleRegression(column, { values: market }, window);
  }
}

/**
 * Elements of a series of event sessions that share days with the one before them, for returns over `length` sessions.
 */
function overlapOf(sessions: readonly number[], length: number): number {
  const span = (sessions[sessions.length - 1] ?? 0) - (sessions[0] ?? 0) + 1;
  return Math.max(1, Math.ceil((length * sessions.length) / span));
}

interface Sums {
  readonly values: Float64Array;
  readonly squares: Float64Array;
}

function sums(width: number): Sums {
  return { values: new Float64Array(width), squares: new Float64Array(width) };
}

function add({ values, squares }: Sums, k: number, value: number): void {
  values[k] += value;
  squares[k] += value * value;
}

function meansOf({ values, squares }: Sums, n: number): EventMean[] {
  return Array.from(values, (sum, k) => {
    const mean = sum / n;
    const standardError = Math.sqrt(Math.max(0, squares[k] - n * mean * mean) / (n - 1) / n);
    return { mean, standardError, t: mean / standardError };
  });
}
