/** Longest line that is read; a price row has about 80 bytes. */
export const maxLineBytes = 65_536;

/** Receives one line: its bytes are `bytes[start, end)` without the line break, valid only during the call. */
export type LineVisitor = (bytes: Uint8Array, start: number, end: number, line: number) => void;

/**
 * Cuts a stream of chunks into lines without keeping more than one chunk and one line. Line breaks are LF or CR LF.
 * A line beyond {@link maxLineBytes} is reported once to `onTooLong` and skipped up to its end.
 *
 * @returns the number of lines
 */
export function visitLines(
  chunks: Iterable<Uint8Array>,
  visit: LineVisitor,
  onTooLong: (line: number) => void,
): number {
  let line = 0;
  let rest = Buffer.alloc(0);
  let skipping = false;
  const emit = (bytes: Uint8Array, start: number, end: number): void => {
    line++;
    if (skipping) skipping = false;
    else if (end - start > maxLineBytes) onTooLong(line);
    else visit(bytes, start, end > start && bytes[end - 1] === 13 ? end - 1 : end, line);
  };
  for (const part of chunks) {
    let chunk = Buffer.from(part.buffer, part.byteOffset, part.length);
    if (rest.length > 0) chunk = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      emit(chunk, start, end);
      start = end + 1;
    }
    rest = Buffer.from(chunk.subarray(start));
    if (rest.length > maxLineBytes) {
      if (!skipping) onTooLong(line + 1);
      skipping = true;
    }
    if (skipping) rest = Buffer.alloc(0);
  }
  if (skipping) line++;
  else if (rest.length > 0) emit(rest, 0, rest.length);
  return line;
}
