import { FmError } from '@fm/platform';

/** None of the paths leads to a price file. */
export function noPriceFiles(paths: readonly string[], reasons: readonly string[]): FmError {
  return new FmError('INGEST_NO_FILES', {
    what: `there is no price file to read: ${reasons.join('; ')}`,
    where: paths.join(', '),
    remedy: 'Give .csv, .txt or .json price files, or folders that hold them.',
    kind: 'usage',
  });
}
