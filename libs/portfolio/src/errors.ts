import { FmError } from '@fm/platform';

/** A file that cannot be read. */
export function unreadableFile(path: string, why: string): FmError {
  return new FmError('FACTOR_RETURNS_UNREADABLE', {
    what: `the file cannot be read: ${why}`,
    where: path,
    remedy: 'Check that the path exists and may be read.',
    kind: 'usage',
  });
}

/** A file without a table of returns. */
export function noFactorReturns(path: string): FmError {
  return new FmError('FACTOR_RETURNS_NONE', {
    what: 'the file has no table of returns: no line of names with lines below it that begin with a date',
    where: path,
    remedy: "Give a file of K. French's data library, or a CSV file with a date first and a column for each factor.",
    kind: 'usage',
  });
}

/** A set of known factors that is not in the warehouse. */
export function knownFactorsMissing(set: string, missing: readonly string[], there: string): FmError {
  return new FmError('KNOWN_FACTORS_MISSING', {
    what: `no library in the warehouse has the factors of ${set}: ${missing.join(', ')}`,
    where: there,
    remedy: 'Load a file that has them with `fm ingest factor-returns FILE`.',
    kind: 'usage',
  });
}
