import type { IncomingMessage } from 'node:http';
import { pipeline, type Duplex, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { GatewayError } from './gateway-error.ts';

/** A body that is or holds a statement is read into memory; data of an insert that come by themselves have no limit. */
export const largestStatementBody = 1 << 28;

const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** A request's body, decompressed by its Content-Encoding, as it arrives. */
export function bodyStream(request: IncomingMessage): Readable {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return request;
  const decoder = decoders[encoding]?.();
  if (decoder === undefined) {
    throw new GatewayError(48, 'NOT_IMPLEMENTED', `Content-Encoding ${encoding} is not supported`);
  }
  // A failure of either side ends the decoder, whose reader sees it.
  return pipeline(request, decoder, () => undefined);
}

/** The whole body in memory. */
export async function wholeBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bodyStream(request)) {
    length += (chunk as Buffer).length;
    if (length > largestStatementBody) {
      const advice = `a statement may have ${largestStatementBody} bytes; send data as a body of their own`;
      throw new GatewayError(241, 'MEMORY_LIMIT_EXCEEDED', advice);
    }
    chunks.push(chunk as Buffer);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);
}
