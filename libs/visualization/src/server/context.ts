import type { Warehouse } from '@fm/warehouse';
import type { Run } from '../api/schemas.ts';
import { emptyRange } from '../errors.ts';
import type { RunDirectory } from '../data/run-directory.ts';
import type { Reader } from '../data/reader.ts';
import type { RunCache } from '../data/run-cache.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerKnown } from './answers/known-answer.ts';
import type { AnswerStore } from './answers/answer-store.ts';
import type { Pictures } from './pictures/pictures.ts';

/** What every route answers from. */
export interface DashboardContext {
  readonly warehouse: Warehouse;
  readonly reader: Reader;
  readonly cache: RunCache;
  readonly runs: RunDirectory;
  readonly answers: AnswerStore;
  readonly pictures: Pictures;
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
 * Answers what is known already; see {@link answerKnown}.
 *
 * @returns true when the reply is sent
 */
export function isKnown(
  context: DashboardContext,
  request: FastifyRequest,
  reply: FastifyReply,
  run: Run,
  more = '',
): Promise<boolean> {
  return answerKnown(context.answers, request, reply, run, more);
}
