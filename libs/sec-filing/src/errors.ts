import { FmError } from '@fm/platform';

const look = 'Look at the document in quarantine; collect it again if it was cut off.';

export const notJson = (where: string, why: string) =>
  new FmError('FILING_NOT_JSON', { what: `the document is not JSON: ${why}`, where, remedy: look });

export const unknownDocument = (where: string) =>
  new FmError('FILING_UNKNOWN_DOCUMENT', {
    what: 'the document is neither companyfacts, submissions nor company_tickers',
    where,
    remedy: 'Give JSON documents of EDGAR as they were downloaded.',
  });

export const badShape = (where: string, what: string) => new FmError('FILING_SHAPE', { what, where, remedy: look });

export const otherCompany = (where: string, inside: string, named: string) =>
  new FmError('FILING_OTHER_COMPANY', {
    what: `the document is of CIK ${inside} but is named for CIK ${named}`,
    where,
    remedy: 'Check where the document came from.',
  });

export const unknownSymbol = (symbol: string) =>
  new FmError('FILING_UNKNOWN_SYMBOL', {
    what: `no CIK is known for the symbol ${symbol}`,
    where: 'company_tickers.json',
    remedy: 'Check the symbol, or name its CIK in the configuration (FM_CIKS).',
  });

export const noSuchObject = (key: string) =>
  new FmError('FILING_NO_OBJECT', {
    what: 'the object store has no such document',
    where: key,
    remedy: 'Collect it again.',
  });

export const noSuchEntry = (id: string) =>
  new FmError('FILING_NO_ENTRY', {
    what: 'quarantine has no entry of a filing with this id',
    where: id,
    remedy: 'Take an id from `fm quarantine list --source sec-filing`.',
    kind: 'usage',
  });
