import { hostname } from 'node:os';
import { messageOf, type Clock } from '@fm/platform';
import { runsTable, type RowOf, type Warehouse } from '@fm/warehouse';
import { closeLostAttempts } from './lost-attempts.ts';
import { momentText } from './moment.ts';
import { errorText, stateVersion, type RunState } from './states.ts';

/** What is recorded about a run when it is planned or started. */
export interface RunFacts {
  /** Canonical JSON. */
  readonly request: string;
  readonly dataVersion: string;
  readonly synthetic: boolean;
  readonly notes: readonly string[];
  /** Number of slices. */
  readonly slices: number;
  readonly threadNo?: number;
  readonly parallelM?: number;
  /** Slices worked on at once. */
  readonly jobs?: number;
  readonly runner?: 'local' | 'workflow';
  /** Name of the execution of the workflow. */
  readonly execution?: string;
}

/** The row of a run and nothing else; no state replaces success. */
export class RunStateRecord {
  readonly #warehouse: Warehouse;
  readonly #clock: Clock;
  readonly #codeVersion: string;
  readonly #runId: string;

  constructor(options: {
    readonly warehouse: Warehouse;
    readonly clock: Clock;
    readonly codeVersion: string;
    readonly runId: string;
  }) {
    this.#warehouse = options.warehouse;
    this.#clock = options.clock;
    this.#codeVersion = options.codeVersion;
    this.#runId = options.runId;
  }

  /** Records that the run is planned and not yet started. */
  plan(facts: RunFacts): Promise<void> {
    return this.#write('planned', { ...rowOf(facts), planned_at: momentText(this.#clock) });
  }

  /** Records that the run is in progress. */
  async begin(facts: RunFacts): Promise<void> {
    await closeLostAttempts({ warehouse: this.#warehouse, clock: this.#clock, runId: this.#runId });
    const known = await this.#known();
    await this.#write('running', {
      ...rowOf(facts),
      started_at: momentText(this.#clock),
      planned_at: known?.planned_at ?? momentText(this.#clock),
      host: hostname(),
      pid: process.pid,
      attempt: (known?.attempt ?? 0) + 1,
    });
  }

  /** Records that the run is complete; a run that another process has finished stays unchanged. */
  async succeed(): Promise<void> {
    await closeLostAttempts({ warehouse: this.#warehouse, clock: this.#clock, runId: this.#runId }, true);
    if ((await this.#known())?.status === 'succeeded') return;
    await this.#write('succeeded', { finished_at: momentText(this.#clock) });
  }

  /** Records that the run ended without its results, and why. A run that was never planned has no record. */
  async fail(thrown: unknown): Promise<void> {
    if ((await this.#known()) === undefined) return;
    await this.#write('failed', { finished_at: momentText(this.#clock), error: errorText(messageOf(thrown)) });
  }

  async #known(): Promise<RowOf<typeof runsTable> | undefined> {
    const [row] = await this.#warehouse.query<RowOf<typeof runsTable>>(
      'SELECT * FROM runs FINAL WHERE run_id = {run:String}',
      { run: this.#runId },
    );
    return row;
  }

  /** What a state does not set is unchanged. */
  async #write(status: RunState, said: Partial<RowOf<typeof runsTable>>): Promise<void> {
    const known = (await this.#known()) ?? { ...empty, run_id: this.#runId, started_at: momentText(this.#clock) };
    await this.#warehouse.insert(runsTable, [
      {
        ...known,
        finished_at: null,
        error: '',
        ...said,
        status,
        code_version: this.#codeVersion,
        version: stateVersion(status),
      },
    ]);
  }
}

const empty = {
  request: '{}',
  data_version: '',
  synthetic: false,
  notes: '[]',
  planned_at: null,
  thread_no: 0,
  parallel_m: 0,
  jobs: 0,
  runner: '',
  execution: '',
  host: '',
  pid: 0,
  slices: 0,
  attempt: 0,
} as const;

function rowOf(facts: RunFacts): Partial<RowOf<typeof runsTable>> {
  return {
    request: facts.request,
    data_version: facts.dataVersion,
    synthetic: facts.synthetic,
    notes: JSON.stringify(facts.notes),
    slices: facts.slices,
    ...(facts.threadNo === undefined ? {} : { thread_no: facts.threadNo }),
    ...(facts.parallelM === undefined ? {} : { parallel_m: facts.parallelM }),
    ...(facts.jobs === undefined ? {} : { jobs: facts.jobs }),
    ...(facts.runner === undefined ? {} : { runner: facts.runner }),
    ...(facts.execution === undefined ? {} : { execution: facts.execution }),
  };
}
