import { programBeside } from '@fm/platform';
import { createJobThread, JobFault } from '@fm/platform/job-thread';
import { pdfFault } from './errors.ts';
import type { PdfOutcome, PdfText } from './extract.ts';

/** Bounds within which a document must be read. */
export interface PdfLimits {
  /** Largest file. @default 100 MiB */
  readonly maxBytes?: number;
  /** Longest time for one document. @default 120,000 */
  readonly timeoutMs?: number;
  /** Largest heap of the reading thread. @default 1,024 */
  readonly maxHeapMb?: number;
  /** Most that the memory of the process may grow while a document is read, in mebibytes. @default 1,536 */
  readonly maxGrowthMb?: number;
}

/** Reads PDFs in a thread of its own, one after the other. */
export interface PdfReader {
  /**
   * Text of a document, page by page.
   *
   * @throws PDF_LOCKED, PDF_MALFORMED, PDF_SCANNED, PDF_NO_TEXT, PDF_TOO_LARGE, PDF_TIMEOUT, PDF_CRASHED
   */
  read(bytes: Uint8Array): Promise<PdfText>;
  close(): Promise<void>;
}

/** What the reader reports about a thread that gave no answer. */
const faults = { timeout: 'PDF_TIMEOUT', memory: 'PDF_TOO_LARGE', crashed: 'PDF_CRASHED' } as const;

/** A reader that no document can hang or bring down. */
export function createPdfReader(limits: PdfLimits = {}): PdfReader {
  const { maxBytes = 100 * 2 ** 20, timeoutMs = 120_000, maxHeapMb = 1_024, maxGrowthMb = 1_536 } = limits;
  const thread = createJobThread<Uint8Array, PdfOutcome>(programBeside(import.meta.url, 'pdf-worker'), {
    timeoutMs,
    maxHeapMb,
    maxGrowthMb,
  });
  return {
    read: async (bytes) => {
      if (bytes.byteLength > maxBytes) {
        throw pdfFault('PDF_TOO_LARGE', `${bytes.byteLength} bytes where ${maxBytes} are allowed`);
      }
      const copy = new Uint8Array(bytes);
      const outcome = await thread.perform(copy, [copy.buffer]).catch((thrown: unknown): PdfOutcome => {
        if (!(thrown instanceof JobFault)) throw thrown;
        return { kind: 'fault', fault: faults[thrown.kind], detail: thrown.message };
      });
      if (outcome.kind === 'text') return outcome.text;
      throw pdfFault(outcome.fault, outcome.detail);
    },
    close: () => thread.close(),
  };
}
