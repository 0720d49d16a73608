import { parentPort } from 'node:worker_threads';
import { messageOf } from '@fm/platform';
import { extractPages, type PdfOutcome } from './extract.ts';

/** Entry of the worker thread: bytes in, outcome out, one document after the other. */
parentPort?.on('message', async (bytes: Uint8Array) => {
  const outcome = await extractPages(bytes).catch((error: unknown): PdfOutcome => ({
    kind: 'fault',
    fault: 'PDF_MALFORMED',
    detail: messageOf(error).slice(0, 200),
  }));
  parentPort?.postMessage(outcome);
});
