import { Worker } from 'node:worker_threads';
import { messageOf } from '@fm/platform';
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

/** The worker lies beside this module: as source in development, as a bundle of its own in what ships. */
const workerFile = new URL(import.meta.url.endsWith('.ts') ? './pdf-worker.ts' : './pdf-worker.mjs', import.meta.url);

/**
 * A reader that no document can hang or bring down: a thread can be ended from outside, and its heap is bounded. The
 * thread starts with the first document and is kept for the next.
 */
export function createPdfReader(limits: PdfLimits = {}): PdfReader {
  const { maxBytes = 100 * 2 ** 20, timeoutMs = 120_000, maxHeapMb = 1_024 } = limits;
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const stop = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };

  const readNext = async (bytes: Uint8Array): Promise<PdfText> => {
    worker ??= new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
    const outcome = await outcomeFrom(worker, bytes, timeoutMs);
    if (outcome.kind === 'text') return outcome.text;
    if (outcome.fault === 'PDF_TIMEOUT' || outcome.fault === 'PDF_CRASHED') await stop();
    throw pdfFault(outcome.fault, outcome.detail);
  };

  return {
    read: async (bytes) => {
      if (bytes.byteLength > maxBytes) {
        throw pdfFault('PDF_TOO_LARGE', `${bytes.byteLength} bytes where ${maxBytes} are allowed`);
      }
      const mine = last.then(() => readNext(bytes));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await last;
      await stop();
    },
  };
}

/** One document through the thread; while none is in it, the thread does not keep the process alive. */
function outcomeFrom(worker: Worker, bytes: Uint8Array, timeoutMs: number): Promise<PdfOutcome> {
  return new Promise((resolve) => {
    const settle = (outcome: PdfOutcome) => {
      clearTimeout(late);
      worker.off('message', settle).off('error', crashed).off('exit', crashed);
      worker.unref();
      resolve(outcome);
    };
    const crashed = (error: unknown) =>
      settle({ kind: 'fault', fault: 'PDF_CRASHED', detail: messageOf(error).slice(0, 200) });
    const late = setTimeout(
      () => settle({ kind: 'fault', fault: 'PDF_TIMEOUT', detail: `${timeoutMs} ms` }),
      timeoutMs,
    );
    worker.ref();
    worker.on('message', settle).on('error', crashed).on('exit', crashed);
    const copy = new Uint8Array(bytes);
    worker.postMessage(copy, [copy.buffer]);
  });
}
