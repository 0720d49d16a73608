import { FmError } from '@fm/platform';

/** A part of the metadata is missing, and without it no value can be placed in time or by company. */
export const documentUnlabelled = (where: string, name: string, example: string) =>
  new FmError('REPORT_UNLABELLED', {
    what: `the document does not state its ${name}`,
    where,
    remedy: `Give it, e.g. ${example}, as an option, as metadata of the object, or in ${where}.answer.json.`,
    kind: 'usage',
  });

export const answerFileInvalid = (where: string, problems: readonly string[]) =>
  new FmError('REPORT_ANSWER_INVALID', {
    what: `the recorded answer is not valid: ${problems.join('; ')}`,
    where,
    remedy: 'Correct the file; the README of the library has its format.',
  });

/** No answer is possible: there is no model and no recorded answer. */
export const noModel = (where: string) =>
  new FmError('REPORT_NO_MODEL', {
    what: 'there is no language model to read the document, and no recorded answer beside it',
    where,
    remedy: 'Set FM_BEDROCK_MODEL to a Bedrock model, or put an .answer.json beside the document.',
    kind: 'usage',
  });

/** Another process is paying for this document right now. */
export const answerInProgress = (documentHash: string) =>
  new FmError('REPORT_IN_PROGRESS', {
    what: 'another process is reading this document',
    where: documentHash,
    remedy: 'Deliver it again later; the stored answer is then used.',
  });

export const noSuchEntry = (id: string) =>
  new FmError('REPORT_NO_ENTRY', {
    what: 'quarantine has no entry of a report with this id',
    where: id,
    remedy: 'Take an id from `fm quarantine list --source financial-report`.',
    kind: 'usage',
  });

/** The file or object that an entry came from is not there any more. */
export const originGone = (uri: string) =>
  new FmError('REPORT_ORIGIN_GONE', {
    what: 'the document no longer exists',
    where: uri,
    remedy: 'Put it back, or dismiss the entry.',
  });
