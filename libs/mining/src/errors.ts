import { FmError } from '@fm/platform';

/** A date range that cannot be read. */
export function malformedRange(part: string, why: string): FmError {
  return new FmError('MALFORMED_RANGE', {
    what: `the date range "${part}" cannot be read: ${why}`,
    remedy:
      'Use yearly, quarterly, rolling:252:21 or FROM..TO with dates like 2015-01-01..2019-12-31, joined by commas.',
    kind: 'usage',
  });
}

/** A request whose every fault is listed. */
export function refusedRequest(faults: readonly string[]): FmError {
  return new FmError('REFUSED_REQUEST', {
    what: faults.length === 1 ? (faults[0] as string) : `the request has ${faults.length} faults: ${faults.join('; ')}`,
    remedy: 'Correct it and run again; `fm mine --help` shows examples, `fm factors` lists the factors.',
    kind: 'usage',
  });
}

/** A universe without any price in the warehouse. */
export function emptyUniverse(universe: string, remedy: string): FmError {
  return new FmError('EMPTY_UNIVERSE', {
    what: `no prices are in the warehouse for the universe "${universe}"`,
    remedy,
    final: true,
  });
}

/** More portfolios per sort than stocks: every one of them would be empty. */
export function tooManyGroups(groups: number, stocks: number): FmError {
  return new FmError('TOO_MANY_GROUPS', {
    what: `${stocks} ${stocks === 1 ? 'stock' : 'stocks'} cannot be sorted into ${groups} portfolios`,
    remedy:
      stocks < 2
        ? 'Ingest prices of more stocks, or choose a larger --universe: factors are found by comparing stocks.'
        : `Ask for fewer with --groups (at most ${stocks}; 3 where little is known), or for a larger --universe.`,
    final: true,
    kind: 'usage',
  });
}

/** No range of the run holds a session. */
export function noSessions(ranges: string, first: string, last: string): FmError {
  return new FmError('NO_SESSIONS', {
    what: `no session of the universe lies in ${ranges}`,
    where: `prices reach from ${first} to ${last}`,
    remedy: 'Choose a range inside these dates, or ingest prices for the missing ones.',
    final: true,
  });
}

/** Cap weights, or neutrality to size, were asked for and no share count is known. */
export function noShareCounts(symbols: number): FmError {
  return new FmError('NO_SHARE_COUNTS', {
    what: `cap weighting and neutrality to size need shares outstanding, and none is known for any of the ${symbols} stocks`,
    remedy:
      'Ingest SEC filings (`fm ingest sec-filing PATH`), or ask for `--weighting equal` and no `--neutralise size`.',
    final: true,
  });
}

/** Neutrality to groups was asked for and none is known. */
export function noGroups(symbols: number, until: string): FmError {
  return new FmError('NO_GROUPS', {
    what: `values can be made neutral to groups only where groups are known, and none is known up to ${until} for any of the ${symbols} stocks`,
    remedy:
      'Ingest a file of lines ticker,group,since (`fm ingest groups PATH`). The industry in submissions of the SEC counts only from the day they were collected, because it says nothing of the days before.',
    final: true,
  });
}

/** A run that is not in the warehouse. */
export function unknownRun(run: string): FmError {
  return new FmError('UNKNOWN_RUN', {
    what: `the run "${run}" is not in the warehouse`,
    remedy: 'List the runs with `fm results --list`, or leave out --run for the latest complete one.',
    kind: 'usage',
  });
}

/** Nothing has been mined yet. */
export function noRuns(): FmError {
  return new FmError('NO_RUNS', {
    what: 'no complete run is in the warehouse',
    remedy: 'Run `fm demo` for the demonstration market, or `fm ingest prices PATH` and `fm mine`.',
  });
}

/** A universe file with a line that cannot be read. */
export function malformedUniverse(path: string, line: number, why: string, cause?: unknown): FmError {
  return new FmError('MALFORMED_UNIVERSE', {
    what: `the universe file cannot be used: ${why}`,
    where: line === 0 ? path : `${path} line ${line}`,
    remedy: 'Write one stock a line, `symbol,entry,exit`; dates are YYYY-MM-DD and may be left out.',
    kind: 'usage',
    cause,
  });
}

/** Most stocks of a universe have no prices: a run over the rest would be one over another universe. */
export function membersUnknown(universe: string, members: number, unknown: string): FmError {
  return new FmError('MEMBERS_UNKNOWN', {
    what: `most of the ${members} stocks of the universe have no prices: ${unknown}`,
    where: universe,
    remedy: 'Correct the symbols, or load their prices with `fm ingest prices PATH`.',
    kind: 'usage',
  });
}

/** Slices of a run are missing at its end. */
export function runIncomplete(run: string, open: readonly string[]): FmError {
  return new FmError('RUN_INCOMPLETE', {
    what: `the run ${run} has ${open.length} slices that are not done: ${open.slice(0, 10).join(', ')}`,
    remedy: 'Ask for the same run again: what is done is not done again.',
  });
}

/** A test of a factor came before its values were in. */
export function valuesNotReady(slice: string, open: number): FmError {
  return new FmError('VALUES_NOT_READY', {
    what: `${open} of the slices that compute the values of ${slice} are not done`,
    remedy: 'Run the compute slices of the run first; this slice is then run again.',
  });
}

/** A run that was asked to stop. */
export function interrupted(): FmError {
  return new FmError('INTERRUPTED', {
    what: 'the run was stopped before its end; what is done is kept',
    remedy: 'Give the same command again: it goes on where this one stopped.',
  });
}

/** A worker thread that ended while it had work. */
export function workerLost(why: string): FmError {
  return new FmError('WORKER_LOST', {
    what: `a worker thread ended: ${why}`,
    remedy: 'Give the same command again, with fewer --jobs where memory is short.',
  });
}

/** Data of a run were restated while it ran. */
export function dataChanged(run: string): FmError {
  return new FmError('DATA_CHANGED', {
    what: `data that the run ${run} reads changed while it ran`,
    remedy: 'Ask for it again: over the new data it is another run.',
    final: true,
  });
}

/** The stored request of a run would now give another run. */
export function runChanged(run: string, now: string, sameData: boolean): FmError {
  return new FmError('RUN_CHANGED', {
    what: `the request of run ${run} is now run ${now}: ${sameData ? 'a definition' : 'the data'} changed since`,
    remedy: 'Ask for it with `fm mine` as a run of its own; `fm runs diff` compares them. What the old run has stays.',
  });
}
