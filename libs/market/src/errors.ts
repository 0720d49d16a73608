import { FmError } from '@fm/platform';

/** A universe without any price in the warehouse. */
export function emptyUniverse(universe: string, remedy: string): FmError {
  return new FmError('EMPTY_UNIVERSE', {
    what: `the warehouse has no prices for the universe "${universe}"`,
    remedy,
    final: true,
  });
}

/** Most stocks of a universe have no prices: a run over the rest would be over another universe. */
export function membersUnknown(universe: string, members: number, unknown: string): FmError {
  return new FmError('MEMBERS_UNKNOWN', {
    what: `most of the ${members} stocks of the universe have no prices: ${unknown}`,
    where: universe,
    remedy: 'Correct the symbols, or load their prices with `fm ingest prices PATH`.',
    kind: 'usage',
  });
}

/** A universe file with a line that cannot be read. */
export function malformedUniverse(path: string, line: number, why: string, cause?: unknown): FmError {
  return new FmError('MALFORMED_UNIVERSE', {
    what: `the universe file cannot be used: ${why}`,
    where: line === 0 ? path : `${path} line ${line}`,
    remedy: 'Write one stock a line, `symbol,entry,exit`; dates are YYYY-MM-DD and may be left out.',
    kind: 'usage',
    cause,
  });
}

/** Cap weights, or neutrality to size, were requested and no share count is known. */
export function noShareCounts(symbols: number): FmError {
  return new FmError('NO_SHARE_COUNTS', {
    what: `cap weighting and neutrality to size need shares outstanding, and none are known for any of the ${symbols} stocks`,
    remedy:
      'Ingest SEC filings (`fm ingest sec-filing PATH`), or ask for `--weighting equal` and no `--neutralise size`.',
    final: true,
  });
}

/** Neutrality to groups was requested and no group is known. */
export function noGroups(symbols: number, until: string): FmError {
  return new FmError('NO_GROUPS', {
    what: `values can be made neutral to groups only if groups are known, and none are known up to ${until} for any of the ${symbols} stocks`,
    remedy:
      'Ingest a file of lines ticker,group,since (`fm ingest groups PATH`). The industry in SEC submissions counts only from the day they were collected, because it says nothing about earlier days.',
    final: true,
  });
}

/** A factor or formula that reads values that were never loaded. */
export function unknownValues(name: string, known: string): FmError {
  return new FmError('UNKNOWN_VALUES', {
    what: `the warehouse has no values named ${name}${known}`,
    remedy: 'Load them with `fm ingest factor-values FILE...`; `fm factors values` lists what is there.',
    kind: 'usage',
  });
}

/** A panel of an input that the facts were not loaded for. */
export function inputNotLoaded(input: string): FmError {
  return new FmError('INPUT_NOT_LOADED', {
    what: `the panel of the input ${input} is requested, but the facts it is made from were not loaded`,
    remedy: `Name ${input} among the inputs of the factor, so that it is loaded with them.`,
    final: true,
  });
}
