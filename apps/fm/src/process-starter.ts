import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { mineArguments, runUnderWay, type RunStarter, type StartOrder } from '@fm/visualization';
import { note } from './output.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Arguments of `fm mine` for an order. */
export function argumentsOf({ request, jobs }: Pick<StartOrder, 'request' | 'jobs'>): string[] {
  return [...mineArguments(JSON.stringify(request)), ...(jobs === undefined ? [] : ['--jobs', String(jobs)])];
}

/** Starts runs as `fm mine` in a process of its own, one at a time; it reaches the warehouse through this one. */
export class ProcessStarter implements RunStarter {
  readonly takesJobs = true;
  #child: ChildProcess | undefined;

  async start(order: StartOrder) {
    const { runId } = order;
    if (this.#child !== undefined) throw runUnderWay();
    const child = spawn(process.execPath, [program, 'mine', ...argumentsOf(order)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#child = child;
    child.once('exit', (status, signal) => {
      this.#child = undefined;
      note(`run ${runId} from the page ended with ${signal ?? `status ${status}`}`);
    });
    await once(child, 'spawn');
    note(`run ${runId} was started from the page`);
    return { kind: 'process' as const, id: String(child.pid) };
  }

  /** Ends the run that is going; asking for it again continues it. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
