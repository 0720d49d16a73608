import { FmError } from '@fm/platform';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DashboardError, invalidRequest } from '../../errors.ts';
import type { ProblemBody } from '../../api/schemas.ts';

const problemType = 'application/problem+json; charset=utf-8';

/** Every error as one problem document (RFC 9457): what, where, remedy; no stack, no text of the database. */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const known = knownError(error);
    if (known.status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, known);
  });
}

export function sendProblem(reply: FastifyReply, error: DashboardError) {
  return reply
    .code(error.status)
    .header('content-type', problemType)
    .send(JSON.stringify(problemOf(error)));
}

export function problemOf(error: DashboardError): ProblemBody {
  return {
    type: 'about:blank',
    title: error.what,
    status: error.status,
    code: error.code,
    ...(error.where === undefined ? {} : { where: error.where }),
    remedy: error.remedy,
  };
}

function knownError(error: FastifyError): DashboardError {
  if (error instanceof DashboardError) return error;
  if (error.validation !== undefined) {
    return invalidRequest(faultOf(error), error.validationContext ?? 'request');
  }
  if (error.statusCode === 429) {
    return new DashboardError(429, 'TOO_MANY_REQUESTS', {
      what: 'too many requests from one address',
      remedy: 'Wait for the number of seconds in the Retry-After header.',
    });
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new DashboardError(error.statusCode, error.code, {
      what: 'the request cannot be read',
      remedy: 'See /api/v1/openapi.json for what this address accepts.',
    });
  }
  if (error instanceof FmError) {
    return new DashboardError(500, error.code, { what: error.what, remedy: error.remedy, cause: error });
  }
  return new DashboardError(500, 'INTERNAL', {
    what: 'the server failed to answer',
    remedy: 'Look for this moment in the log of the dashboard and report it.',
    cause: error,
  });
}

/** What is wrong with a request, named as the address names it. */
function faultOf({ message, validation }: FastifyError): string {
  const [fault] = validation ?? [];
  if (fault === undefined) return message;
  const { keyword, instancePath, params } = fault;
  const name = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties')
    return `${String(params['additionalProperty'])} is not a parameter of this address`;
  if (keyword === 'format' && params['format'] === 'date') return `${name} must be a date, for example 2020-12-31`;
  return `${name} ${fault.message ?? 'is not allowed'}`.trim();
}
