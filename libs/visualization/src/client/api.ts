import type { ProblemBody } from '../api/schemas.ts';

/** An answer of the server that is not the data asked for. */
export class ProblemError extends Error {
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(problem.title);
    this.problem = problem;
  }
}

/**
 * JSON from this server.
 *
 * @throws ProblemError with what to do, also when the server does not answer at all
 */
export function getJson<Body>(address: string, signal?: AbortSignal): Promise<Body> {
  return ask(address, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }, signal);
}

/** Sends JSON to this server; fails as {@link getJson} does. */
export function postJson<Body>(address: string, body: unknown): Promise<Body> {
  return sendJson('POST', address, body);
}

/** Sends a change to this server; fails as {@link getJson} does. */
export function patchJson<Body>(address: string, body: unknown): Promise<Body> {
  return sendJson('PATCH', address, body);
}

/** Has this server delete something; fails as {@link getJson} does. */
export function deleteJson<Body>(address: string): Promise<Body> {
  return ask(address, { method: 'DELETE', headers: { accept: 'application/json' } });
}

function sendJson<Body>(method: 'POST' | 'PATCH', address: string, body: unknown): Promise<Body> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return ask(address, { method, headers, body: JSON.stringify(body) });
}

async function ask<Body>(address: string, request: RequestInit, signal?: AbortSignal): Promise<Body> {
  let response: Response;
  try {
    response = await fetch(address, request);
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw new ProblemError({
      type: 'about:blank',
      title: 'the dashboard server does not answer',
      status: 0,
      code: 'SERVER_GONE',
      remedy: 'Start it again with `npm run fm -- serve` and reload this page.',
    });
  }
  if (response.ok) return (await response.json()) as Body;
  throw new ProblemError(await problemOf(response));
}

async function problemOf(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return {
      type: 'about:blank',
      title: `the server answered with status ${response.status}`,
      status: response.status,
      code: 'UNREADABLE_ANSWER',
      remedy: 'Reload the page.',
    };
  }
}
