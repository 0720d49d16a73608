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

/** No range of the run contains a session. */
export function noSessions(ranges: string, first: string, last: string): FmError {
  return new FmError('NO_SESSIONS', {
    what: `no session of the universe lies in ${ranges}`,
    where: `prices reach from ${first} to ${last}`,
    remedy: 'Choose a range inside these dates, or ingest prices for the missing ones.',
    final: true,
  });
}

/** Slices of a run are missing at its end. */
export function runIncomplete(run: string, open: readonly string[]): FmError {
  return new FmError('RUN_INCOMPLETE', {
    what: `the run ${run} has ${open.length} slices that are not done: ${open.slice(0, 10).join(', ')}`,
    remedy: 'Ask for the same run again: completed work is not repeated.',
  });
}

/** A test of a factor started before its values were stored. */
export function valuesNotReady(slice: string, open: number): FmError {
  return new FmError('VALUES_NOT_READY', {
    what: `${open} of the slices that compute the values of ${slice} are not done`,
    remedy: 'Run the compute slices of the run first; this slice is then run again.',
  });
}

/** A run that was asked to stop. */
export function interrupted(): FmError {
  return new FmError('INTERRUPTED', {
    what: 'the run was stopped before its end; completed work is kept',
    remedy: 'Give the same command again: it continues where this one stopped.',
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
    what: `the data that the run ${run} reads changed while it ran`,
    remedy: 'Ask for it again: on the new data it is a different run.',
    final: true,
  });
}

/** The hold-out of a run without one was requested. */
export function noHoldout(run: string): FmError {
  return new FmError('NO_HOLDOUT', {
    what: `the run ${run} has no hold-out`,
    remedy: 'Mine with `--holdout FROM..TO`: the sample then ends before FROM, and `fm holdout` opens the hold-out.',
    kind: 'usage',
  });
}

/** The stored request of a run would now give another run. */
export function runChanged(run: string, now: string, sameData: boolean): FmError {
  return new FmError('RUN_CHANGED', {
    what: `the request of run ${run} is now run ${now}: ${sameData ? 'a definition' : 'the data'} changed since`,
    remedy:
      'Ask for it with `fm mine` as a separate run; `fm runs diff` compares them. The results of the old run are kept.',
  });
}
