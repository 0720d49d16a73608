import { createHash } from 'node:crypto';

/** SHA-256 of the content, hexadecimal. */
export function contentHash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
