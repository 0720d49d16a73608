import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { dayOfIso } from '@fm/platform/time';
import type { AdjustmentEvent } from '../adjust-prices.ts';
import { realData } from './real-data.ts';

/** Raw closes, and the factors that belong to them: from `day` back to the row before. */
export interface LeanSeries {
  readonly days: number[];
  readonly closes: number[];
  readonly factors: readonly { day: number; price: number; split: number; reference: number }[];
}

const folder = join(realData, 'prices/lean-raw-plus-factors');

/** Reads a symbol of the folder of raw prices (x 10,000) with factor files. */
export function readLean(symbol: string): LeanSeries {
  const rows = unzipped(readFileSync(join(folder, 'daily', `${symbol}.zip`)))
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const factors = readFileSync(join(folder, 'factor_files', `${symbol}.csv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','))
    .map(([day, price, split, reference]) => {
      return { day: dayOfCompact(day!), price: Number(price), split: Number(split), reference: Number(reference) };
    });
  const days = rows.map(([time]) => dayOfCompact(time!));
  return { days, closes: rows.map((row) => Number(row[4]) / 10_000), factors };
}

/**
 * The events that the factors stand for. A factor row holds for its day and back to the row before it, so the ex-day is
 * the session after it: dividend = reference price x (1 - ratio of the price factors), split = ratio of the split factors.
 */
export function eventsOf({ days, factors }: LeanSeries): AdjustmentEvent[] {
  return factors.slice(0, -1).flatMap((row, at) => {
    const next = factors[at + 1]!;
    const day = days.find((session) => session > row.day);
    if (day === undefined) return [];
    const events: AdjustmentEvent[] = [];
    if (row.price !== next.price)
      events.push({ day, kind: 'dividend', value: row.reference * (1 - row.price / next.price) });
    if (row.split !== next.split) events.push({ day, kind: 'split', value: next.split / row.split });
    return events;
  });
}

function dayOfCompact(text: string): number {
  return dayOfIso(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`);
}

/** First member of a zip archive, by its entry in the central directory. */
function unzipped(archive: Buffer): string {
  const entry = archive.indexOf(Buffer.of(0x50, 0x4b, 1, 2));
  const size = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  return inflateRawSync(archive.subarray(start, start + size)).toString('utf8');
}
