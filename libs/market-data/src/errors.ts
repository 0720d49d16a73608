import { FmError } from '@fm/platform';

/** None of the paths leads to a price file. */
export function noPriceFiles(paths: readonly string[], reasons: readonly string[]): FmError {
  return new FmError('INGEST_NO_FILES', {
    what: `there is no price file to read: ${reasons.join('; ')}`,
    where: paths.join(', '),
    remedy:
      'Give price files as CSV (.csv, .tsv, .txt), JSON, Parquet or Arrow, also packed with gzip or zip, or folders that hold them. Export a spreadsheet as CSV.',
    kind: 'usage',
  });
}

/** There is no price entry with this id in quarantine. */
export function noSuchEntry(id: string): FmError {
  return new FmError('QUARANTINE_NO_ENTRY', {
    what: `quarantine has no price entry ${id}`,
    remedy: 'List the entries with `fm quarantine list --source prices`.',
    kind: 'usage',
  });
}

/** The entry is about a whole file, and the file is gone. */
export function fileIsGone(id: string, uri: string): FmError {
  return new FmError('QUARANTINE_FILE_GONE', {
    what: `the entry ${id} is about a whole file that no longer exists`,
    where: uri,
    remedy: 'Put the file back, or dismiss the entry.',
  });
}

/** The key is not that of a stored price response. */
export function notAPriceObject(key: string): FmError {
  return new FmError('PRICE_OBJECT_KEY', {
    what: 'the key is not one of a stored price response',
    where: key,
    remedy: 'Give a key of the form market-data/PROVIDER/SYMBOL/MOMENT-HASH.json or .csv.',
    kind: 'usage',
  });
}

/** The store has nothing under the key. */
export function noSuchPriceObject(key: string, store: string): FmError {
  return new FmError('PRICE_OBJECT_GONE', {
    what: `there is not an object ${key}`,
    where: store,
    remedy: 'Check that the object store is the one the collector writes to.',
  });
}

/** A provider answered, but not with prices; the answer is kept and in quarantine. */
export function noPricesInAnswer(symbol: string, code: string, what: string): FmError {
  return new FmError('PRICE_ANSWER', {
    what: `the answer for ${symbol} has no prices (${code}: ${what})`,
    remedy: 'Check the symbol; the answer is in quarantine as received.',
  });
}

/** A provider's history would be mixed with another provider's rows, which are adjusted differently. */
export function providersWouldMix(symbol: string, provider: string, known: string, day: string): FmError {
  return new FmError('PRICE_PROVIDERS_MIX', {
    what: `${provider}'s history of ${symbol} lacks ${day}, which ${known} adjusts differently; side by side they would give a false return`,
    remedy: `Wait until ${known} answers again; the answer is kept.`,
  });
}

/** Why a provider was not asked about a symbol. */
export function providerStopped(provider: string, code: string): FmError {
  return new FmError('PRICE_PROVIDER_STOPPED', {
    what: `${provider} was not asked again after three failures in a row, the last with ${code}`,
    remedy: 'Run it again later: only missing data are requested.',
  });
}

/** A file that cannot be read. */
export function unreadableFile(path: string, why: string): FmError {
  return new FmError('RISK_FREE_UNREADABLE', {
    what: `the file cannot be read: ${why}`,
    where: path,
    remedy: 'Check that the path exists and is readable.',
    kind: 'usage',
  });
}

/** A file without a risk-free series. */
export function noRiskFreeSeries(path: string): FmError {
  return new FmError('RISK_FREE_NO_SERIES', {
    what: 'the file has no column RF, DTB3, WTB3MS, TB3MS or another that is known with lines that are days, weeks or months apart',
    where: path,
    remedy:
      "Give a factor file of K. French's data library, or a bill rate of FRED as CSV, for example DTB3 (`fm ingest risk-free --help` names them).",
  });
}

/** The store has no file of groups under the key. */
export function noSuchGroupFile(key: string, store: string): FmError {
  return new FmError('GROUP_FILE_GONE', {
    what: `there is not an object ${key}`,
    where: store,
    remedy: 'Check that the object store is the one the file was ingested into, or ingest the file again.',
  });
}
