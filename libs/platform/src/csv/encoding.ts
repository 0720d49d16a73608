/** What the first bytes of a file say about its text. */
export type TextKind = 'utf-8' | 'utf-16' | 'binary';

/**
 * Recognises text that this parser cannot read from up to 4 KiB of its beginning: UTF-16 by its byte order mark or by
 * zero bytes at every second place, anything else with a zero byte or a gzip/zip signature as binary.
 */
export function textKind(head: Uint8Array): TextKind {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'utf-16';
  if ((head[0] === 0x1f && head[1] === 0x8b) || (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3))
    return 'binary';
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]!++;
  const pairs = Math.floor(head.length / 2);
  if (zeros[0]! + zeros[1]! === 0) return 'utf-8';
  const [most, least] = [Math.max(zeros[0]!, zeros[1]!), Math.min(zeros[0]!, zeros[1]!)];
  return most >= pairs * 0.8 && least <= pairs * 0.1 ? 'utf-16' : 'binary';
}

/** Length of a UTF-8 byte order mark at the beginning: 3 or 0. */
export function byteOrderMarkLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}
