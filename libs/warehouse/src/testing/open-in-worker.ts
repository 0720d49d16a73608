/** Tries to open the embedded engine in a worker thread and tells its parent the error's code. */
import { parentPort, workerData } from 'node:worker_threads';
import { EmbeddedEngine } from '../embedded/engine.ts';

const code = await EmbeddedEngine.open(workerData as string).then(
  () => 'opened',
  (error: { code?: string }) => error.code ?? 'another error',
);
parentPort?.postMessage(code);
