import { parentPort, type MessagePort } from 'node:worker_threads';
import { takePart, type Job } from './threads.ts';

/* A thread that takes part in evaluations. */
(parentPort as MessagePort).on('message', (job: Job) => takePart(job));
