/** What {@link parseDecimal} returns for text that is not a number; NaN stands for a missing value. */
export const notANumber = Infinity;

const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const missingWords = new Set(['', 'null', 'nan', 'n/a', 'n/d', 'none', '-']);

/**
 * Decimal number in `bytes[start, end)`, correctly rounded; NaN when the field is empty or a word for "missing",
 * {@link notANumber} when it is anything else.
 *
 * Up to 15 digits and 22 decimals the quotient of two exactly representable numbers is correctly rounded
 * (W. Clinger, "How to read floating point numbers accurately", 1990); longer text goes through `Number`.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative) at++;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= 48 && byte <= 57) {
      mantissa = mantissa * 10 + (byte - 48);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (byte === 46 && decimals < 0) {
      decimals = 0;
    } else {
      return parseSlowly(bytes, start, end);
    }
  }
  if (digits === 0 || digits > 15) return parseSlowly(bytes, start, end);
  const value = decimals > 0 ? mantissa / powersOfTen[decimals]! : mantissa;
  return negative ? -value : value;
}

function parseSlowly(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 64) return notANumber;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
    .toString('latin1')
    .trim();
  if (missingWords.has(text.toLowerCase())) return NaN;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : notANumber;
}
