import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Run } from '../../api/schemas.ts';
import type { AnswerStore } from './answer-store.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Tag under which the body is kept once it is sent; empty where it is not. */
    keepAs: string;
  }
}

/**
 * Keeps the bodies of successful answers that {@link answerKnown} named. Before compression is registered, so bodies
 * are plain.
 */
export function registerAnswers(app: FastifyInstance, store: AnswerStore): void {
  app.decorateReply('keepAs', '');
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.keepAs !== '' && reply.statusCode === 200 && (typeof payload === 'string' || Buffer.isBuffer(payload))) {
      const type = String(reply.getHeader('content-type'));
      const disposition = reply.getHeader('content-disposition')?.toString();
      store.keep(reply.keepAs, { type, disposition }, Buffer.from(payload));
    }
    return payload;
  });
}

/**
 * Answers what is known already about a complete run, whose results never change: 304 to a client that holds it, else the
 * body as it was sent before. A run that is still going is answered again each time and not kept.
 *
 * @param more - what the answer depends on besides the address and the run
 * @returns true when the reply is sent
 */
export async function answerKnown(
  store: AnswerStore,
  request: FastifyRequest,
  reply: FastifyReply,
  run: Pick<Run, 'run' | 'version' | 'status'>,
  more = '',
): Promise<boolean> {
  if (run.status !== 'succeeded') {
    reply.header('cache-control', 'no-store');
    return false;
  }
  const state = JSON.stringify([request.url, run.run, run.version, more]);
  const tag = `W/"${createHash('sha256').update(state).digest('base64url').slice(0, 27)}"`;
  reply.header('etag', tag).header('cache-control', 'no-cache');
  if (request.headers['if-none-match'] === tag) {
    void reply.code(304).send();
    return true;
  }
  const known = store.find(tag);
  if (known === undefined) {
    reply.keepAs = tag;
    return false;
  }
  reply.type(known.type).header('vary', 'accept-encoding');
  if (known.disposition !== undefined) reply.header('content-disposition', known.disposition);
  if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    void reply.header('content-encoding', 'gzip').send(await known.gzipped());
  } else {
    void reply.send(known.plain);
  }
  return true;
}
