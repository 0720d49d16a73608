const pieceBytes = 1 << 20;

/** Bytes that are in memory, in the pieces in which a file is read. */
export function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
