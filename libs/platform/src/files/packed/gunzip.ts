import { gunzipSync } from 'node:zlib';
import { messageOf } from '../../errors.ts';
import type { PackedFault } from './packed-fault.ts';

/** Whether bytes begin as a gzip file does (RFC 1952). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Unpacks a gzip file, also one of several members, in memory.
 *
 * @param limit - most bytes that are unpacked
 * @returns the content, or why it cannot be read
 */
export function gunzip(packed: Uint8Array, limit: number): { readonly bytes: Buffer } | PackedFault {
  try {
    return { bytes: gunzipSync(packed, { maxOutputLength: limit }) };
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      return { code: 'FILE_TOO_LARGE', what: `the gzip file holds more than ${limit} bytes` };
    return { code: 'FILE_BINARY', what: `the gzip file is damaged: ${messageOf(thrown)}` };
  }
}
