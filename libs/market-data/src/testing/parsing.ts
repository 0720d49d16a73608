import { dayOfIso, isoOfDay } from '@fm/platform/time';
import type { ParsedPrices } from '../model/parsed.ts';
import { parsePriceCsv, type ParseContext } from '../parse/parse-csv.ts';

/** Parse context of a test: symbol TEST, seen long after the session of 2024-03-08. */
export const afterClose: ParseContext = {
  symbol: 'TEST',
  today: dayOfIso('2024-03-08'),
  firstOpenDay: dayOfIso('2024-03-09'),
};

export const yahooHeader = 'Date,Open,High,Low,Close,Adj Close,Volume';

/** Parses CSV text in chunks of a few bytes, so that every test also crosses chunk borders. */
export function parseText(text: string | Uint8Array, context: ParseContext = afterClose, chunkBytes = 7): ParsedPrices {
  const bytes = Buffer.from(text as string);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  return parsePriceCsv(chunks, context);
}

/** Rows of a parse as readable lists: symbol, date, then the six values (null is missing). */
export function rowsOf({ rows }: ParsedPrices): (string | number | null)[][] {
  return Array.from({ length: rows.count }, (_, row) => [
    rows.symbols[rows.symbol[row]!]!,
    isoOfDay(rows.day[row]!),
    ...Array.from(rows.values.subarray(row * 6, row * 6 + 6), (value) => (Number.isNaN(value) ? null : value)),
  ]);
}

/** Codes and lines of what a parse set aside. */
export function rejections({ rejected }: ParsedPrices): string[] {
  return rejected.map(({ code, line }) => `${code}:${line}`);
}
