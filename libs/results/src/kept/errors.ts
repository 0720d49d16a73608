import { FmError } from '@fm/platform';

/** The name belongs to another definition. */
export function nameTaken(name: string, by: string): FmError {
  return new FmError('FACTOR_NAME_TAKEN', {
    what: `the name "${name}" is that of ${by}`,
    remedy: 'Give it another name, or remove the kept one first with `fm factors remove`.',
    kind: 'usage',
  });
}

/** No factor is kept under the name. */
export function notKept(name: string, meant: string): FmError {
  return new FmError('FACTOR_NOT_KEPT', {
    what: `no factor is kept as "${name}"${meant}`,
    remedy: '`fm factors list` shows those that are.',
    kind: 'usage',
  });
}
