import { FmError, messageOf } from '@fm/platform';

/** The first argument is not a command of the job. */
export function unknownCommand(command: string): FmError {
  return new FmError('UNKNOWN_COMMAND', {
    what: `the mining job has no command "${command}"`,
    remedy: 'Use check, validate, plan, compute, test, summarise, publish, report or explain.',
    kind: 'usage',
  });
}

/** The stored request cannot be read as JSON. */
export function malformedRequest(where: string, cause: unknown): FmError {
  return new FmError('REFUSED_REQUEST', {
    what: `the request is not JSON: ${messageOf(cause)}`,
    where,
    remedy: 'Write it as one JSON object.',
    kind: 'usage',
    cause,
  });
}

/** Something that an earlier state of the workflow writes into the run folder is not there. */
export function missingRequest(where: string): FmError {
  return new FmError('REQUEST_MISSING', {
    what: 'the run folder does not hold what an earlier state of the workflow writes',
    where,
    remedy: 'Put it there as that state does; the request of the run is written by the first.',
  });
}
