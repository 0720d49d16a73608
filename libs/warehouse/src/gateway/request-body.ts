import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { GatewayError } from './gateway-error.ts';

/** The engine takes an insert as one piece of memory; a bigger body is refused before it is read whole. */
export const largestBody = 1 << 30;

const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** Reads a request's body, decompressed by its Content-Encoding. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  const decoder = encoding === undefined || encoding === 'identity' ? undefined : decoders[encoding]?.();
  if (encoding !== undefined && encoding !== 'identity' && decoder === undefined) {
    throw new GatewayError(48, 'NOT_IMPLEMENTED', `Content-Encoding ${encoding} is not supported`);
  }
  if (decoder !== undefined) {
    request.on('error', (error) => decoder.destroy(error));
    request.pipe(decoder);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of decoder ?? request) {
    length += (chunk as Buffer).length;
    if (length > largestBody) {
      throw new GatewayError(241, 'MEMORY_LIMIT_EXCEEDED', `a body may have ${largestBody} bytes; send it in parts`);
    }
    chunks.push(chunk as Buffer);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);
}
