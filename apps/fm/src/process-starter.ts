import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { programBeside } from '@fm/platform';
import { mineArguments, runUnderWay, type RunStarter, type StartEnd, type StartOrder } from '@fm/visualization';
import { note } from './output.ts';

/** Characters of what a process wrote that are kept, its last ones. */
const lastWords = 2000;

/** Arguments of `fm mine` for an order. */
export function argumentsOf({ request, jobs }: Pick<StartOrder, 'request' | 'jobs'>): string[] {
  return [...mineArguments(JSON.stringify(request)), ...(jobs === undefined ? [] : ['--jobs', String(jobs)])];
}

/** Starts runs as `fm mine` in a process of its own, one at a time; it reaches the warehouse through this one. */
export class ProcessStarter implements RunStarter {
  readonly takesJobs = true;
  #child: ChildProcess | undefined;
  /** How the run that was started last ended; undefined while it goes. */
  #end: (StartEnd & { readonly runId: string }) | undefined;

  async start(order: StartOrder) {
    const { runId } = order;
    if (this.#child !== undefined) throw runUnderWay();
    const program = fileURLToPath(programBeside(import.meta.url, 'main'));
    const child = spawn(process.execPath, [program, 'mine', ...argumentsOf(order)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child = child;
    this.#end = undefined;
    let said = '';
    child.stderr?.on('data', (words: Buffer) => {
      process.stderr.write(words);
      said = (said + words.toString('utf8')).slice(-lastWords);
    });
    // `close` comes once everything that was written has been read.
    child.once('close', (status, signal) => {
      const how = signal === null ? `status ${status}` : `signal ${signal}`;
      this.#child = undefined;
      this.#end = { runId, how, said: said.trim() };
      note(`run ${runId} from the page ended with ${how}`);
    });
    await once(child, 'spawn');
    note(`run ${runId} was started from the page`);
    return { kind: 'process' as const, id: String(child.pid) };
  }

  endOf(runId: string): Promise<StartEnd | undefined> {
    return Promise.resolve(this.#end?.runId === runId ? { how: this.#end.how, said: this.#end.said } : undefined);
  }

  /** Ends the run that is going; asking for it again continues it. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}
