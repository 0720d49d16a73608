/**
 * Written to the ingest log with every document of filings that was read; raised when their parser or derivations change, so
 * that documents are read again and a run can say that its figures are of before.
 */
export const filingRevision = 'revision 8';
