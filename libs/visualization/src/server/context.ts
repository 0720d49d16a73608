import type { Run } from '../api/schemas.ts';
import { emptyRange } from '../errors.ts';
import type { RunDirectory } from '../data/run-directory.ts';
import type { Reader } from '../data/reader.ts';
import type { RunCache } from '../data/run-cache.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';

/** What every route answers from. */
export interface DashboardContext {
  readonly reader: Reader;
  readonly cache: RunCache;
  readonly runs: RunDirectory;
}

/** The run a request asks for; see {@link RunDirectory.find}. */
export function runOf(context: DashboardContext, query: { run?: string }): Promise<Run> {
  return context.runs.find(query.run);
}

/**
 * The same for a request about a period.
 *
 * @throws RANGE_REVERSED, RUN_NOT_FOUND, NO_RUN_YET
 */
export async function runInWindow(
  context: DashboardContext,
  query: { run?: string; start?: string; end?: string },
): Promise<Run> {
  const { start, end } = query;
  if (start !== undefined && end !== undefined && start > end) throw emptyRange(start, end);
  return runOf(context, query);
}

/**
 * Answers 304 when the client already holds this address of this state of these runs.
 *
 * @param state - everything the answer depends on besides the address
 * @returns true when the reply is sent
 */
export function isFresh(request: FastifyRequest, reply: FastifyReply, state: readonly string[]): boolean {
  const digest = createHash('sha256')
    .update(JSON.stringify([request.url, ...state]))
    .digest('base64url');
  const tag = `W/"${digest.slice(0, 27)}"`;
  reply.header('etag', tag).header('cache-control', 'no-cache');
  return request.headers['if-none-match'] === tag;
}

/** The empty answer to a client that holds the current state. */
export function notModified(reply: FastifyReply): never {
  return reply.code(304).send(undefined as never) as unknown as never;
}
