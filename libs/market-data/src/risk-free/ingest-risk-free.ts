import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { messageOf } from '@fm/platform';
import { readOnePacked } from '@fm/platform/packed';
import { nextVersion, Quarantine, quarantineId, recordingRows, riskFreeTable, type Warehouse } from '@fm/warehouse';
import { maxTableBytes } from '../files/limits.ts';
import { noRiskFreeSeries, unreadableFile } from '../errors.ts';
import { parseRiskFree } from './parse-risk-free.ts';
import type { Period } from './rate-periods.ts';

/** The outcome of a risk-free file. */
export interface RiskFreeSummary {
  readonly series: string;
  /** The period of a line of the file; a rate of a week or a month was spread over its sessions. */
  readonly period: Period;
  /** What the rates were taken to be and how they count. */
  readonly understood: string;
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** Ids of what was quarantined. */
  readonly asideIds: readonly string[];
}

/**
 * Loads a risk-free series from a file, also a packed one, see {@link parseRiskFree}. Loading it again changes nothing;
 * a rate that changed replaces the one before.
 *
 * @throws RISK_FREE_UNREADABLE, RISK_FREE_NO_SERIES
 */
export async function ingestRiskFree(warehouse: Warehouse, path: string): Promise<RiskFreeSummary> {
  const text = readText(path);
  const parsed = parseRiskFree(text);
  if (parsed === undefined) throw noRiskFreeSeries(path);
  const { series, period, understood, rates, refused } = parsed;
  const rows = await warehouse.query<{ date: string; rate: number; version: string }>(
    'SELECT toString(date) AS date, rate, toString(version) AS version FROM risk_free FINAL WHERE series = {series:String}',
    { series },
  );
  const known = new Map(rows.map(({ date, rate }) => [date, rate]));
  const changed = rates.filter(({ date, rate }) => known.get(date) !== rate);
  const newest = rows.reduce((highest, row) => (BigInt(row.version) > highest ? BigInt(row.version) : highest), 0n);
  const version = nextVersion(newest);
  const contentHash = createHash('sha256').update(text).digest('hex');
  const recording = recordingRows(warehouse, { source: 'risk-free', uri: resolve(path), contentHash });
  await recording.insert(
    riskFreeTable,
    changed.map(({ date, rate }) => ({ series, date, rate, version })),
  );
  const entries = refused.map(({ line, what }) => ({
    source: 'risk-free',
    uri: resolve(path),
    location: `line ${line}`,
    code: 'RATE_UNREADABLE',
    message: what,
    payload: what,
  }));
  await new Quarantine(warehouse).put(entries);
  return {
    series,
    period,
    understood: `${understood}${beforeConversion(period, rows, rates)}`,
    read: rates.length + refused.length,
    new: changed.length,
    unchanged: rates.length - changed.length,
    quarantined: refused.length,
    asideIds: entries.map(quarantineId),
  };
}

/** Says that averages are stored under the first day of their month too, where releases before put what is known at its end. */
function beforeConversion(period: Period, stored: readonly Dated[], rates: readonly Dated[]): string {
  const days = new Set(rates.map(({ date }) => date));
  const months = new Set(rates.map(({ date }) => date.slice(0, 7)));
  const old = stored.filter(({ date }) => date.endsWith('-01') && months.has(date.slice(0, 7)) && !days.has(date));
  if (period !== 'month' || old.length === 0) return '';
  return `; ${old.length} stored under the first day of their month by an earlier release: run \`fm forget source risk-free\` and load the file again`;
}

interface Dated {
  readonly date: string;
}

function readText(path: string): string {
  try {
    return readOnePacked(path, maxTableBytes, ['.csv', '.txt']).bytes.toString('utf8');
  } catch (cause) {
    throw unreadableFile(path, messageOf(cause));
  }
}
