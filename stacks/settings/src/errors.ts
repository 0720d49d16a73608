import { FmError } from '@fm/platform';

/** A setting has a value that cannot be used. */
export function settingInvalid(
  name: string,
  value: unknown,
  source: string,
  expected: string,
  example: string,
): FmError {
  return new FmError('SETTING_INVALID', {
    what: `${name} is ${JSON.stringify(value)}, but must be ${expected}`,
    where: source,
    remedy: `Write it like ${example}.`,
    kind: 'usage',
  });
}

/** A key of the configuration is not a setting at all. */
export function settingUnknown(name: string, source: string, known: readonly string[]): FmError {
  return new FmError('SETTING_UNKNOWN', {
    what: `${name} is not a setting`,
    where: source,
    remedy: `Remove it, or use one of: ${known.join(', ')}.`,
    kind: 'usage',
  });
}

/** Two settings exclude each other or one needs the other. */
export function settingsConflict(what: string, remedy: string): FmError {
  return new FmError('SETTINGS_CONFLICT', {
    what,
    where: 'cdktf.json context or FM_ variables',
    remedy,
    kind: 'usage',
  });
}
