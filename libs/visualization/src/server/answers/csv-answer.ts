import type { FastifyReply } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { answers, type Run } from '../../api/schemas.ts';
import { toCsv } from './csv.ts';

/** Answers of an address that gives JSON, or CSV with `format=csv`. */
export function csvAnswer<Good extends TSchema>(good: Good) {
  const content = { 'application/json': { schema: good }, 'text/csv': { schema: Type.String() } };
  return { ...answers(good), 200: { content } };
}

/** Sends rows as a CSV download; every row names its run and whether it is synthetic. */
export function sendCsv(
  reply: FastifyReply,
  name: string,
  run: Pick<Run, 'run' | 'synthetic'>,
  rows: readonly Readonly<Record<string, unknown>>[],
  keys: readonly string[] = Object.keys(rows[0] ?? {}),
): FastifyReply {
  reply.header('content-type', 'text/csv; charset=utf-8');
  reply.header('content-disposition', `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`);
  const marked = rows.map((row) => ({ ...row, run: run.run, synthetic: run.synthetic }));
  return reply.send(toCsv(['run', 'synthetic', ...keys], marked));
}
