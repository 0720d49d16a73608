import { FmError } from '@fm/platform';

/** The file or object is not JSON, or not a search response. */
export const notASearchResponse = (where: string, what: string) =>
  new FmError('SEARCH_NOT_A_RESPONSE', { what, where, remedy: 'Collect the search again; the raw bytes are kept.' });

/** Articles belong to a company; a file that does not name one cannot be loaded. */
export const symbolMissing = (where: string) =>
  new FmError('SEARCH_SYMBOL_MISSING', {
    what: 'the file does not state which company its articles are about',
    where,
    remedy: 'Give --symbol, or name the symbol in the file as its README says.',
    kind: 'usage',
  });

export const apiKeyMissing = () =>
  new FmError('SEARCH_KEY_MISSING', {
    what: 'no key is set for the search provider',
    where: 'TAVILY_API_KEY',
    remedy: 'Set it to a key from tavily.com, or ingest responses that are already there.',
    kind: 'usage',
  });

/** A raw object without the facts that its collector stores beside it. */
export const objectUnlabelled = (key: string, name: string) =>
  new FmError('SEARCH_OBJECT_UNLABELLED', {
    what: `the object has no usable metadata "${name}"`,
    where: key,
    remedy: 'Only objects written by the web search collector can be loaded.',
  });

/** Some searches of a round failed; the same round again does only those. */
export const articlesIncomplete = (failures: readonly { readonly symbol: string; readonly error?: FmError }[]) =>
  new FmError('SEARCH_INCOMPLETE', {
    what: `${failures.length} searches failed: ${failures.map(({ symbol, error }) => `${symbol} ${error?.code}`).join(', ')}`,
    remedy: 'Start the same round again: fetched data are not fetched again.',
  });

export const noSuchEntry = (id: string) =>
  new FmError('SEARCH_NO_ENTRY', {
    what: 'quarantine has no entry of a search with this id',
    where: id,
    remedy: 'Take an id from `fm quarantine list --source web-search`.',
    kind: 'usage',
  });

/** The object or file that an entry came from is not there any more. */
export const originGone = (uri: string) =>
  new FmError('SEARCH_ORIGIN_GONE', {
    what: 'the response that the entry came from no longer exists',
    where: uri,
    remedy: 'Put it back, or collect the search again.',
  });
