import { FmError } from '@fm/platform';

/** A search with an impossible request. */
export function wrongSearch(what: string, remedy: string): FmError {
  return new FmError('WRONG_SEARCH', { what, remedy, kind: 'usage' });
}

/** Periods of a search that have too few sessions, or overlap. */
export function wrongPeriods(what: string): FmError {
  return new FmError('WRONG_PERIODS', {
    what,
    remedy: 'Give --discovery, --validation and --lockbox as FROM..TO, one after the other, or leave all three out.',
    kind: 'usage',
  });
}

/** A search that is not in the warehouse. */
export function unknownSearch(id: string): FmError {
  return new FmError('UNKNOWN_SEARCH', {
    what: `the search "${id}" is not in the warehouse`,
    remedy: 'List the searches with `fm discover list`.',
    kind: 'usage',
  });
}

/** A search that has not finished. */
export function unfinishedSearch(id: string): FmError {
  return new FmError('UNFINISHED_SEARCH', {
    what: `the search ${id} has not finished`,
    remedy: `Finish it with \`fm discover resume ${id}\`.`,
    kind: 'usage',
  });
}

/** The data of a search have changed since it began. */
export function searchChanged(id: string, now: string): FmError {
  return new FmError('SEARCH_CHANGED', {
    what: `the data or definitions of the search ${id} have changed: on the current data it is the search ${now}`,
    remedy: 'Start a new search with `fm discover`; the trials of the old one stay counted.',
    kind: 'usage',
  });
}

/** A file of candidates with a line that cannot be used. */
export function wrongCandidates(file: string, line: number, why: string): FmError {
  return new FmError('WRONG_CANDIDATES', {
    what: `a candidate cannot be used: ${why}`,
    where: `${file} line ${line}`,
    remedy: 'Write one formula per line, as `name = formula`; `fm factors operators` lists the operators.',
    kind: 'usage',
  });
}

/** A thread of the search ended. */
export function threadLost(message: string): FmError {
  return new FmError('SEARCH_THREAD', {
    what: `a thread of the search ended: ${message}`,
    remedy: 'Run the same command again: finished epochs are kept.',
  });
}

/** More memory than is allowed. */
export function tooLarge(needed: number, allowed: number): FmError {
  const mebibytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
  return new FmError('SEARCH_MEMORY', {
    what: `the search needs up to ${mebibytes(needed)} MiB, and ${mebibytes(allowed)} MiB are allowed`,
    remedy: 'Use fewer --jobs, fewer stocks or a shorter range of days, or raise --memory.',
    kind: 'usage',
  });
}
