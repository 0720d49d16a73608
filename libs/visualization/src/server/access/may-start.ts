import { FmError } from '@fm/platform';
import type { FastifyRequest } from 'fastify';
import { DashboardError, foreignOrigin } from '../../errors.ts';
import type { StartPermission } from '../../operations/run-starter.ts';

/** Whether the caller may start runs. */
export function mayStart(request: FastifyRequest, permission: StartPermission | undefined): boolean {
  if (permission === undefined) return false;
  if (permission.starters === undefined) return true;
  const { email } = request.user ?? {};
  return email !== undefined && permission.starters.includes(email);
}

/** Whether the caller may have something written: names of runs, kept formulas, and what was tried. */
export function mayWrite(request: FastifyRequest, permission: StartPermission | undefined): boolean {
  return permission?.write !== undefined && mayStart(request, permission);
}

/** A page of another site must not start or change runs with the login of its viewer. */
export function refuseForeignOrigin({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw foreignOrigin();
  const { origin, host } = headers;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw foreignOrigin();
}

/** A usage error that a library threw, as the answer to the request; anything else unchanged. */
export function asAnswer(thrown: unknown): unknown {
  if (thrown instanceof DashboardError || !(thrown instanceof FmError)) return thrown;
  if (thrown.code.startsWith('WAREHOUSE_')) return thrown;
  const { code, what, where, remedy } = thrown;
  return new DashboardError(400, code, { what, ...(where === undefined ? {} : { where }), remedy, kind: 'usage' });
}
