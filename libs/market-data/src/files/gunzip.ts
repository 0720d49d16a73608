import { gunzipSync } from 'node:zlib';

/** Largest content of a gzip file that is read; it is unpacked in memory. */
export const maxUnpackedBytes = 256 * 2 ** 20;
const pieceBytes = 1 << 20;

/** Whether bytes begin as a gzip file does (RFC 1952). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** What a gzip file holds, in pieces, or why it cannot be read. */
export type Unpacked =
  | { readonly bytes: number; readonly pieces: Iterator<Buffer> }
  | { readonly code: 'FILE_TOO_LARGE' | 'FILE_BINARY'; readonly what: string };

/** Unpacks a gzip file, also one of several members. A damaged one, or one whose content is too large, is refused. */
export function gunzip(chunks: Iterable<Buffer>): Unpacked {
  try {
    const content = gunzipSync(Buffer.concat([...chunks]), { maxOutputLength: maxUnpackedBytes });
    return { bytes: content.length, pieces: piecesOf(content) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      return { code: 'FILE_TOO_LARGE', what: `the gzip file holds more than ${maxUnpackedBytes} bytes` };
    return { code: 'FILE_BINARY', what: `the gzip file is damaged: ${(error as Error).message}` };
  }
}

function* piecesOf(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += pieceBytes) yield content.subarray(at, at + pieceBytes);
}
