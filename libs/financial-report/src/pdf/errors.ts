import { FmError } from '@fm/platform';

/** Why a PDF gives no text; the code is in quarantine with the document. */
export type PdfFault =
  'PDF_LOCKED' | 'PDF_MALFORMED' | 'PDF_SCANNED' | 'PDF_NO_TEXT' | 'PDF_TOO_LARGE' | 'PDF_TIMEOUT' | 'PDF_CRASHED';

const sentences: Record<PdfFault, readonly [what: string, remedy: string]> = {
  PDF_LOCKED: ['the document requires a password', 'Store a copy without a password.'],
  PDF_MALFORMED: ['the document is not a readable PDF', 'Fetch it again from its source.'],
  PDF_SCANNED: ['the pages are images without text', 'Store a copy with a text layer (OCR).'],
  PDF_NO_TEXT: [
    'the document has no text, or its fonts do not identify their letters',
    'Check that this is the right document; if it shows letters, store a copy with a text layer (OCR).',
  ],
  PDF_TOO_LARGE: ['the document is larger than the limit', 'Raise the limit, or split the document.'],
  PDF_TIMEOUT: ['reading the document took longer than the limit', 'Raise the limit, or repair the document.'],
  PDF_CRASHED: ['the reader crashed on the document', 'Repair the document, e.g. by printing it to a new PDF.'],
};

/**
 * Error for a PDF that gives no text.
 *
 * @param fault - the reason, also the error's code
 * @param detail - what the reader said, at most a sentence
 */
export function pdfFault(fault: PdfFault, detail = ''): FmError {
  const [what, remedy] = sentences[fault];
  return new FmError(fault, { what: detail === '' ? what : `${what}: ${detail.replace(/\.$/, '')}`, remedy });
}
