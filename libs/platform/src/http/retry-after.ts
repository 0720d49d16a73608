/**
 * Milliseconds that a `Retry-After` header asks to wait (RFC 9110, section 10.2.3: seconds or a date).
 *
 * @param header - value of the header, or null when there is none
 * @param now - the present moment
 * @returns milliseconds, never negative; undefined when there is no header or it cannot be read
 */
export function retryAfterMs(header: string | null | undefined, now: Date): number | undefined {
  if (header === null || header === undefined) return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now.getTime());
}
