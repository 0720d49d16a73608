import { FmError } from '@fm/platform';

/** A name or note that cannot be stored. */
export function refusedLabel(what: 'name' | 'note', why: string): FmError {
  return new FmError('REFUSED_LABEL', {
    what: `the ${what} of the run ${why}`,
    remedy: what === 'name' ? 'Give it a short name of one line, and write the rest as its note.' : 'Shorten it.',
    kind: 'usage',
  });
}

/** A run that cannot be pinned. */
export function notShowable(run: string, why: string): FmError {
  return new FmError('RUN_NOT_SHOWABLE', {
    what: `the run ${run} ${why}, so it cannot be pinned`,
    remedy: `Finish it with \`fm runs resume ${run}\`, or restore it with \`fm runs restore ${run}\`; then pin it.`,
    kind: 'usage',
  });
}

/** A run that a process is working on. */
export function runGoesOn(run: string): FmError {
  return new FmError('RUN_GOES_ON', {
    what: `the run ${run} is still running, so it cannot be deleted`,
    remedy: 'Wait for its end, or stop it with Ctrl-C where it was started; then delete it.',
    kind: 'usage',
  });
}
