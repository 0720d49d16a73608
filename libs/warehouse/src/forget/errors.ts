import { FmError } from '@fm/platform';

/** Nothing that was ingested has the name. */
export function nothingToForget(what: string, name: string, remedy: string): FmError {
  return new FmError('FORGET_NOTHING', {
    what: `nothing was ingested for the ${what} "${name}"`,
    remedy,
    kind: 'usage',
  });
}

/** The end of a path that several files have. */
export function severalFiles(name: string, uris: readonly string[]): FmError {
  const more = uris.length > 5 ? ` and ${uris.length - 5} more` : '';
  return new FmError('FORGET_SEVERAL_FILES', {
    what: `${uris.length} files end in "${name}": ${uris.slice(0, 5).join(', ')}${more}`,
    remedy: 'Give the whole path of one.',
    kind: 'usage',
  });
}

/** A file that came before it was recorded which rows a file brings. */
export function fileNotRecorded(uri: string): FmError {
  return new FmError('FORGET_NOT_RECORDED', {
    what: 'the file was ingested by an older release, which did not record the rows that a file brings',
    where: uri,
    remedy: 'Forget its stocks (`fm forget symbol NAME`), then ingest the files that are right.',
  });
}

/** A file of facts that other files bring too. */
export function sharedFile(uri: string): FmError {
  return new FmError('FORGET_SHARED_FILE', {
    what: 'documents of EDGAR repeat the facts of one another, so one of them cannot be removed by itself',
    where: uri,
    remedy: 'Forget the stock (`fm forget symbol NAME`) or all filings (`fm forget source sec-filing`).',
    kind: 'usage',
  });
}

/** A source that does not exist. */
export function unknownSource(name: string, known: readonly string[]): FmError {
  return new FmError('FORGET_UNKNOWN_SOURCE', {
    what: `no source is called "${name}"`,
    remedy: `Give one of ${known.join(', ')}, a provider of prices such as yahoo, or values:NAME.`,
    kind: 'usage',
  });
}
