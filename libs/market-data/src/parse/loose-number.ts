import { notANumber } from '@fm/platform/csv';

const multiples: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/**
 * A number as people and vendors write it: `$1,234.56`, `12.3M`, `1.234,56`, `12,34`. With a semicolon or tab between fields a
 * comma is decimal; with commas between them one that is followed by three digits parts thousands and any other is decimal.
 *
 * @param isLoose - whether the file is of a form in which numbers are written so; otherwise only thousands and a dollar sign
 *   are understood, since in a plain file anything else is a fault
 * @returns `notANumber` where the text is none
 */
export function looseNumber(text: string, delimiter: string, isLoose: boolean): number {
  if (!isLoose)
    return /^\$?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(text) ? Number(text.replace(/[$,]/g, '')) : notANumber;
  const match = /^([+-]?)[$€£¥]?([\d.,]*\d[\d.,]*)([KMBT]?)$/i.exec(text);
  if (match === null) return notANumber;
  const [, sign, written, unit] = match as unknown as readonly string[];
  const plain = plainNumber(written!, delimiter);
  if (plain === undefined) return notANumber;
  return Number(plain) * (multiples[unit!.toUpperCase()] ?? 1) * (sign === '-' ? -1 : 1);
}

/** Digits with a point at most. */
function plainNumber(text: string, delimiter: string): string | undefined {
  const isGrouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text);
  const isEuropean = /^(\d{1,3}(\.\d{3})+|\d+),\d+$/.test(text);
  if (/^\d{1,3}(\.\d{3}){2,}$/.test(text)) return text.replaceAll('.', '');
  if (/^(\d+\.?\d*|\.\d+)$/.test(text)) return text;
  if (isGrouped && (delimiter === ',' || text.includes('.') || text.split(',').length > 2))
    return text.replaceAll(',', '');
  if (isEuropean) return text.replaceAll('.', '').replace(',', '.');
  return undefined;
}
