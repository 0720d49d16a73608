import { FmError } from '@fm/platform';
import type { JobFault } from '@fm/platform/job-thread';

/** An error of the dashboard with the HTTP status it is answered with. */
export class DashboardError extends FmError {
  readonly status: number;

  constructor(status: number, code: string, details: ConstructorParameters<typeof FmError>[1]) {
    super(code, details);
    this.status = status;
  }
}

export function noRunYet(): DashboardError {
  return new DashboardError(404, 'NO_RUN_YET', {
    what: 'the warehouse holds no complete mining run',
    remedy: 'Run `npm run fm -- demo` for the demonstration market, or `npm run fm -- mine` on ingested prices.',
  });
}

export function unknownRun(run: string): DashboardError {
  return new DashboardError(404, 'RUN_NOT_FOUND', {
    what: 'there is no run with this id; it may have been deleted',
    where: `run=${shortened(run)}`,
    remedy: 'Choose a run from the page Runs, or from /api/v1/runs.',
  });
}

export function ambiguousRun(beginning: string, runs: readonly string[]): DashboardError {
  return new DashboardError(400, 'AMBIGUOUS_RUN', {
    what: `${runs.length} runs have ids that begin this way: ${runs.slice(0, 5).join(', ')}${runs.length > 5 ? ', ...' : ''}`,
    where: `run=${shortened(beginning)}`,
    remedy: 'Give more of the id.',
    kind: 'usage',
  });
}

export function unknownFactor(factor: string, known: readonly string[]): DashboardError {
  return new DashboardError(404, 'FACTOR_NOT_FOUND', {
    what: 'the run has no such factor',
    where: `factor=${shortened(factor)}`,
    remedy: `Use one of: ${known.join(', ') || 'none, the run has no results'}.`,
  });
}

export function unknownFactorType(type: string, known: readonly string[]): DashboardError {
  return new DashboardError(404, 'FACTOR_TYPE_NOT_FOUND', {
    what: 'the run has no factor of this type',
    where: `type=${shortened(type)}`,
    remedy: `Use one of: ${known.join(', ') || 'none, the run has no results'}.`,
  });
}

export function signalMissing(factor: string): DashboardError {
  return new DashboardError(404, 'SIGNAL_MISSING', {
    what: 'the run stored no values of this factor',
    where: `factor=${shortened(factor)}`,
    remedy: 'Look at its coverage and drop reasons; mine it again when its inputs are there.',
  });
}

export function rankingMissing(factor: string, why: string): DashboardError {
  return new DashboardError(404, 'RANKING_MISSING', {
    what: `there is nothing to draw: ${why}`,
    where: `factor=${shortened(factor)}`,
    remedy: 'Look at the other charts of its page, and at its coverage.',
  });
}

export function eventsMissing(factor: string): DashboardError {
  return new DashboardError(404, 'EVENTS_MISSING', {
    what: 'the run stored no event study of this factor',
    where: `factor=${shortened(factor)}`,
    remedy: 'Look at its coverage and drop reasons; a factor that ranks no stocks has no entries into a leg.',
  });
}

export function unknownChart(chart: string, known: readonly string[]): DashboardError {
  return new DashboardError(404, 'CHART_NOT_FOUND', {
    what: 'there is no such chart',
    where: shortened(chart),
    remedy: `Use one of: ${known.join(', ')}.`,
  });
}

export function chartNeedsFactor(): DashboardError {
  return new DashboardError(400, 'FACTOR_NEEDED', {
    what: 'this chart is about one factor, and no factor is named',
    remedy: 'Add factor=NAME to the address.',
    kind: 'usage',
  });
}

export function pngUnavailable(cause: unknown): DashboardError {
  return new DashboardError(501, 'PNG_UNAVAILABLE', {
    what: 'the module that draws PNG is not installed on this machine',
    remedy: 'Ask for format=svg, or install it with `npm install @napi-rs/canvas`.',
    cause,
  });
}

export function pictureFailed(cause: JobFault): DashboardError {
  const late = cause.kind === 'timeout';
  return new DashboardError(late ? 503 : 500, 'PICTURE_FAILED', {
    what: late ? `the picture was not drawn in time (${cause.message})` : 'the thread that draws pictures ended',
    remedy: 'Ask again for a smaller picture, or for format=svg.',
    cause,
  });
}

export function emptyRange(start: string, end: string): DashboardError {
  return new DashboardError(400, 'RANGE_REVERSED', {
    what: 'the start date is after the end date',
    where: `start=${start}, end=${end}`,
    remedy: 'Swap the two dates.',
    kind: 'usage',
  });
}

export function unknownRange(
  start: string | undefined,
  end: string | undefined,
  known: readonly string[],
): DashboardError {
  return new DashboardError(404, 'RANGE_NOT_FOUND', {
    what: 'the run has no result over exactly these dates',
    where: `start=${start ?? 'any'}, end=${end ?? 'any'}`,
    remedy: `Use the dates of one of its ranges: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', ...' : ''}.`,
  });
}

export function invalidRequest(what: string, where: string): DashboardError {
  return new DashboardError(400, 'INVALID_REQUEST', {
    what,
    where,
    remedy: 'See /api/v1/openapi.json for the parameters and their limits.',
    kind: 'usage',
  });
}

export function pageNotFound(path: string): DashboardError {
  return new DashboardError(404, 'PAGE_NOT_FOUND', {
    what: 'there is no such page',
    where: shortened(path),
    remedy: 'Go to / for the overview, or see /api/v1/openapi.json for the addresses of the API.',
  });
}

export function notLoggedIn(what: string): DashboardError {
  return new DashboardError(401, 'NOT_LOGGED_IN', {
    what,
    remedy: 'Open the dashboard through its load balancer and log in there.',
  });
}

export function loginKeyUnavailable(cause: unknown): DashboardError {
  return new DashboardError(503, 'LOGIN_KEY_UNAVAILABLE', {
    what: 'the key server of the load balancer does not answer, so that no login can be verified',
    remedy: 'Reload; if it stays so, check that the tasks of the dashboard reach the key server over HTTPS.',
    cause,
  });
}

export function runsNotAllowed(): DashboardError {
  return new DashboardError(403, 'RUNS_NOT_ALLOWED', {
    what: 'you may not start runs here',
    remedy:
      'Serve with `npm run fm -- serve` on a loopback address and without --no-runs, or ask the operator of the dashboard for permission.',
  });
}

export function labelsNotAllowed(): DashboardError {
  return new DashboardError(403, 'LABELS_NOT_ALLOWED', {
    what: 'you may not name, pin, archive or delete runs here',
    remedy:
      'Use `fm runs name`, `fm runs pin`, `fm runs archive` and `fm runs delete`, or serve with `npm run fm -- serve` on a loopback address and without --no-runs.',
  });
}

export function searchNotFound(id: string): DashboardError {
  return new DashboardError(404, 'SEARCH_NOT_FOUND', {
    what: `there is no search "${id}"`,
    remedy: 'Choose one of the list, or look with `npm run fm -- discover list`.',
  });
}

export function formulasNotAllowed(): DashboardError {
  return new DashboardError(403, 'FORMULAS_NOT_ALLOWED', {
    what: 'you may not keep formulas or look at their evidence here: both are written to the warehouse',
    remedy:
      'Use `fm factors add` and `fm mine --formula`, or serve with `npm run fm -- serve` on a loopback address and without --no-runs.',
  });
}

export function bookNotAllowed(): DashboardError {
  return new DashboardError(403, 'BOOK_NOT_ALLOWED', {
    what: 'you may not make a book here: it counts as a trial, which is written to the warehouse',
    remedy: 'Use `fm book`, or serve with `npm run fm -- serve` on a loopback address and without --no-runs.',
  });
}

export function foreignOrigin(): DashboardError {
  return new DashboardError(403, 'FOREIGN_ORIGIN', {
    what: 'the request comes from a page of another site',
    remedy: 'Start the run from the page of this dashboard.',
  });
}

export function refusedUniverse(): DashboardError {
  return new DashboardError(400, 'UNIVERSE_REFUSED', {
    what: 'a page may not ask for this universe',
    remedy:
      'Write ingested, demonstration, or symbols joined by commas; a file is for `npm run fm -- mine --universe`.',
    kind: 'usage',
  });
}

export function runUnderWay(): DashboardError {
  return new DashboardError(409, 'RUN_UNDER_WAY', {
    what: 'a run that was started from this page is still running',
    remedy: 'Wait until it is done; the list of runs shows its progress.',
  });
}

export function stateMachineUnavailable(cause: unknown): DashboardError {
  return new DashboardError(503, 'STATE_MACHINE_UNAVAILABLE', {
    what: 'the state machine does not answer',
    remedy: 'Check STATE_MACHINE_ARN and that the role of the dashboard may list and describe its executions.',
    cause,
  });
}

export function foreignHost(): DashboardError {
  return new DashboardError(421, 'FOREIGN_HOST', {
    what: 'the request names a host that this server does not serve',
    remedy: 'Open the dashboard at http://127.0.0.1 or http://localhost with the port that it printed.',
  });
}

export function warehouseUnavailable(cause: unknown): DashboardError {
  return new DashboardError(503, 'WAREHOUSE_UNAVAILABLE', {
    what: 'the warehouse does not answer',
    remedy: 'Check with `npm run fm -- doctor` that ClickHouse runs and that CLICKHOUSE_URL is right, then reload.',
    cause,
  });
}

export function assetsMissing(folder: string, cause: unknown): DashboardError {
  return new DashboardError(500, 'ASSETS_MISSING', {
    what: 'the built browser client is missing',
    where: folder,
    remedy: 'Build it with `npx nx build @fm/dashboard`.',
    cause,
  });
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
