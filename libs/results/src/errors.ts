import { FmError } from '@fm/platform';

/** A run that is not in the warehouse. */
export function unknownRun(run: string): FmError {
  return new FmError('UNKNOWN_RUN', {
    what: `the run "${run}" is not in the warehouse`,
    remedy: 'List the runs with `fm results --list`, or leave out --run for the pinned or latest complete one.',
    kind: 'usage',
  });
}

/** The start of more than one run's id. */
export function ambiguousRun(beginning: string, runs: readonly string[]): FmError {
  return new FmError('AMBIGUOUS_RUN', {
    what: `${runs.length} run ids begin with "${beginning}": ${runs.slice(0, 5).join(', ')}${runs.length > 5 ? ', ...' : ''}`,
    remedy: 'Give more of the id.',
    kind: 'usage',
  });
}

/**
 * Nothing has been mined yet.
 *
 * @param archived - whether runs are archived
 */
export function noRuns(archived = false): FmError {
  if (archived)
    return new FmError('NO_RUNS', {
      what: 'every complete run is archived',
      remedy: 'List them with `fm runs --all`, and name one with --run or restore one with `fm runs restore ID`.',
    });
  return new FmError('NO_RUNS', {
    what: 'the warehouse has no complete run',
    remedy: 'Run `fm demo` for the demonstration market, or `fm ingest prices PATH` and `fm mine`.',
  });
}
