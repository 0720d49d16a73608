import { symbolOf } from '@fm/platform';
import { momentOf } from '@fm/platform/time';
import { valueNames } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';

/** The parts of `chart.result[0]` that are read; `columns` are in the order of the price columns, absent ones undefined. */
export interface ChartResult {
  readonly symbol: string | undefined;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly timestamp: readonly unknown[];
  readonly columns: readonly (readonly unknown[] | undefined)[];
  readonly events: readonly { kind: 'dividend' | 'split'; timestamp: unknown; value: number }[];
}

type Json = Readonly<Record<string, unknown>>;
interface Refusal {
  readonly code: ProblemCode;
  readonly what: string;
}

/** Finds the chart in a raw or recorded response and checks that its arrays belong together. */
export function readChartPayload(bytes: Uint8Array): { result: ChartResult; takenAt?: Date } | Refusal {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return { code: 'JSON_UNREADABLE', what: `the file is not JSON: ${String(error).slice(0, 120)}` };
  }
  const recorded = isObject(document) && isObject(document['response']) ? document['response'] : undefined;
  if (recorded !== undefined && recorded['ok'] === false) {
    return { code: 'CHART_ERROR', what: `the recorded response has the status ${String(recorded['status'])}` };
  }
  const body = recorded === undefined ? document : recorded['bodyJson'];
  const result = readResult(body);
  if ('code' in result) return result;
  const takenAt = isObject(recorded?.['headers']) ? momentOf(recorded['headers']['date']) : undefined;
  return takenAt === undefined ? { result } : { result, takenAt };
}

function readResult(body: unknown): ChartResult | Refusal {
  const chart = isObject(body) ? body['chart'] : undefined;
  if (!isObject(chart)) return { code: 'NOT_A_CHART', what: 'the JSON has no "chart"' };
  if (isObject(chart['error'])) {
    const { code, description } = chart['error'];
    return { code: 'CHART_ERROR', what: `the provider answered: ${String(code)} ${String(description)}`.slice(0, 200) };
  }
  const result: unknown = Array.isArray(chart['result']) ? chart['result'][0] : undefined;
  if (!isObject(result) || !isObject(result['meta'])) {
    return { code: 'NOT_A_CHART', what: 'the JSON has no chart.result[0].meta' };
  }
  const meta = result['meta'];
  if (meta['dataGranularity'] !== undefined && meta['dataGranularity'] !== '1d') {
    return {
      code: 'NOT_A_CHART',
      what: `the bars are of ${String(meta['dataGranularity']).slice(0, 10)}, not of one day`,
    };
  }
  const indicators = isObject(result['indicators']) ? result['indicators'] : {};
  const quote = firstOf(indicators['quote']);
  const adjusted = firstOf(indicators['adjclose']);
  const timestamp = Array.isArray(result['timestamp']) ? (result['timestamp'] as unknown[]) : [];
  const columns = valueNames.map((name) => {
    const column = name === 'adjClose' ? adjusted['adjclose'] : quote[name];
    return Array.isArray(column) ? (column as unknown[]) : undefined;
  });
  for (const [at, column] of columns.entries()) {
    if (
      column === undefined ? valueNames[at] === 'close' && timestamp.length > 0 : column.length !== timestamp.length
    ) {
      const what = `${timestamp.length} timestamps, but ${column?.length ?? 0} values of ${valueNames[at]}`;
      return { code: 'CHART_LENGTHS', what };
    }
  }
  const symbol = typeof meta['symbol'] === 'string' ? symbolOf(meta['symbol']) : undefined;
  return { symbol, meta, timestamp, columns, events: readEvents(result['events']) };
}

function readEvents(events: unknown): ChartResult['events'] {
  if (!isObject(events)) return [];
  const dividends = objectsOf(events['dividends']).map((event) => ({
    kind: 'dividend' as const,
    timestamp: event['date'],
    value: typeof event['amount'] === 'number' ? event['amount'] : NaN,
  }));
  const splits = objectsOf(events['splits']).map((event) => ({
    kind: 'split' as const,
    timestamp: event['date'],
    value: Number(event['numerator']) / Number(event['denominator']),
  }));
  return [...dividends, ...splits];
}

function firstOf(list: unknown): Json {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return isObject(first) ? first : {};
}

function objectsOf(value: unknown): Json[] {
  return isObject(value) ? Object.values(value).filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
