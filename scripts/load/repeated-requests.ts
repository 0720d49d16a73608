/** What was asked so far, and what failed. */
export interface Asked {
  requests: number;
  commands: number;
  readonly failures: string[];
}

interface Question {
  readonly path: string;
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: object;
}

const factor = '/api/v1/factors/ROC20';
const questions: readonly Question[] = [
  ...['/', '/api/v1/overview', '/api/v1/navigation', '/api/v1/runs', '/api/v1/data', '/api/v1/verdicts'],
  ...['/api/v1/summaries', '/api/v1/compare?factors=ROC20,RSI14', factor, `${factor}/performance`],
  ...[`${factor}/rolling-beta`, `${factor}/signal`, `${factor}/details?format=csv`, `${factor}/report`],
  ...[
    '/api/v1/charts/premia?format=png',
    '/api/v1/charts/correlations?format=png',
    '/api/v1/charts/cumulative?factor=RSI14',
  ],
]
  .map((path): Question => ({ path, status: 200 }))
  .concat([
    { path: '/api/v1/formulas/check', status: 200, body: { formula: 'rank(close / delay(close, 20) - 1)' } },
    { path: '/api/v1/charts/none', status: 404 },
    { path: `${factor}/performance?points=1e400`, status: 400 },
    { path: '/api/v1/formulas/check', status: 400, body: { formula: 'x'.repeat(20_000) } },
  ]);

/** Seconds after which an answer counts as missing. */
const patience = 120;

/**
 * Asks every question of a server in turn, again and again, with a short pause as a reader makes.
 *
 * @param at - of the clients: each begins elsewhere in the list
 * @param end - when to stop, on the clock of `performance`
 */
export async function askAgain(url: string, at: number, end: number, asked: Asked): Promise<void> {
  for (let next = at * 5; performance.now() < end; next += 1) {
    const { path, status, body } = questions[next % questions.length] as Question;
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    try {
      const answer = await fetch(`${url}${path}`, {
        ...{ ...sent, headers: { 'content-type': 'application/json' } },
        signal: AbortSignal.timeout(1000 * patience),
      });
      await answer.arrayBuffer();
      if (answer.status !== status) asked.failures.push(`${path}: ${answer.status}`);
    } catch (thrown) {
      asked.failures.push(`${path}: ${String(thrown)}`);
    }
    asked.requests += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
