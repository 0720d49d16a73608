import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRun, planSlices, requestOf, type RunPlan } from '@fm/mining';
import { resultTables } from '@fm/results/read';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import type { Bundles } from './bundle.ts';
import { runChild, said, type ChildOptions, type Ended } from './child.ts';
import { chaosInput } from './market.ts';
import { Proxy } from './proxy.ts';
import { readState, type RunState } from './run-state.ts';

/** Mebibytes of the small disk. */
const diskSize = 96;

/** A cut of the work, and how many slices are worked on at once. */
export type Cut = readonly [threads: number, segments: number, jobs: number];

/** Where a run is kept: how processes reach it, and what it holds after the last of them. */
export interface Place {
  readonly environment: Readonly<Record<string, string>>;
  state(last: Ended): Promise<RunState>;
}

/** Everything the runs of the harness share: a server behind a way that can be cut, a small disk, and what is right. */
export class Stage {
  readonly folder: string;
  readonly bundles: Bundles;
  readonly proxy: Proxy;
  readonly #server: ChildProcess;
  readonly #direct: Warehouse;
  readonly #url: URL;
  readonly #plan: RunPlan;
  expected: Readonly<Record<string, string>> = {};
  /** Milliseconds that a calm run works, and that a job takes from its start. */
  workMilliseconds = 0;
  jobMilliseconds = 0;

  private constructor(
    folder: string,
    bundles: Bundles,
    proxy: Proxy,
    server: ChildProcess,
    direct: Warehouse,
    url: URL,
    plan: RunPlan,
  ) {
    this.folder = folder;
    this.bundles = bundles;
    this.proxy = proxy;
    this.#server = server;
    this.#direct = direct;
    this.#url = url;
    this.#plan = plan;
  }

  static async open(bundles: Bundles): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'fm-chaos-'));
    const template = hold(bundles.hold, join(folder, 'template'), 'fill');
    await ready(template);
    template.stdin?.end();
    await once(template, 'close');
    const server = hold(bundles.hold, join(folder, 'server'), 'fill');
    await ready(server);
    const endpoint = JSON.parse(readFileSync(join(folder, 'server/endpoint.json'), 'utf8')) as Endpoint;
    const url = new URL(endpoint.url);
    url.username = endpoint.user;
    url.password = endpoint.password;
    const proxy = new Proxy(Number(url.port));
    await proxy.mend();
    const direct = await openWarehouse({ url: url.href });
    const plan = await planRun(direct, requestOf(chaosInput));
    const stage = new Stage(folder, bundles, proxy, server, direct, url, plan);
    await stage.#learn();
    return stage;
  }

  /** The server, behind the way that can be cut. */
  served(): Place {
    const url = new URL(this.#url);
    url.port = String(this.proxy.port);
    return { environment: { CLICKHOUSE_URL: url.href }, state: () => readState(this.#direct, this.#plan.runId) };
  }

  /** A main process; one that works in a folder tells at its end what the folder holds. */
  async mine(cut: Cut, { environment = this.served().environment, ...options }: Partial<ChildOptions>): Promise<Ended> {
    const tell = environment['FM_HOME'] === undefined ? [] : ['tell'];
    const command = [process.execPath, this.bundles.mine, ...cut.map(String), ...tell];
    const ended = await runChild(command, { ...options, environment });
    if (ended.status === 0 && this.jobMilliseconds > 0) this.#expect(ended.milliseconds);
    return ended;
  }

  deliver(options: Omit<ChildOptions, 'environment'>, cut: Cut, deliveries: readonly string[]): Promise<Ended> {
    const words = [...cut.slice(0, 2).map(String), deliveries.join(',')];
    const { environment } = this.served();
    return runChild([process.execPath, this.bundles.deliver, ...words], { ...options, environment });
  }

  /** The main process of a workflow, with its objects and logs in a folder. */
  workflow(folder: string, threads: number, options: ChildOptions): Promise<Ended> {
    const command = [process.execPath, this.bundles.workflow, this.bundles.job, folder, String(threads)];
    return runChild(command, options);
  }

  /** Every slice of a cut as a delivery, and a place behind the last of each stage. */
  deliveriesOf([threads, segments]: Cut): string[] {
    const request = requestOf({ ...chaosInput, thread_no: threads, parallel_m: segments });
    const planned = planSlices(request, this.#plan);
    return (['compute', 'test'] as const).flatMap((stage) =>
      Array.from({ length: planned[stage].length + 1 }, (_, index) => `${stage}:${index}`),
    );
  }

  /** A process that holds a folder and does nothing else, ready. */
  async hold(home: string): Promise<ChildProcess> {
    const holder = hold(this.bundles.hold, home, 'keep');
    await ready(holder);
    return holder;
  }

  /** Forgets the run. */
  async clear(): Promise<void> {
    for (const { name } of [...resultTables, { name: 'runs' }, { name: 'run_slices' }, { name: 'run_attempts' }]) {
      await this.#direct.command(`TRUNCATE TABLE ${name}`);
    }
  }

  /** A data folder with the market, under a name in the folder of the stage. */
  copyOfTemplate(name: string): string {
    const home = join(this.folder, name);
    cpSync(join(this.folder, 'template'), home, { recursive: true });
    return home;
  }

  /** A disk of its own that is small. Needs the right to mount. */
  mountDisk(): string {
    const disk = join(this.folder, 'disk');
    mkdirSync(disk, { recursive: true });
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskSize}m`, 'tmpfs', disk]);
    if (status !== 0) throw new Error('a small disk could not be mounted');
    return disk;
  }

  unmountDisk(): void {
    spawnSync('umount', ['-l', join(this.folder, 'disk')]);
  }

  async close(): Promise<void> {
    await this.#direct.close();
    this.#server.stdin?.end();
    await once(this.#server, 'close');
    await this.proxy.cut();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Kills should meet the work: how long it takes changes with what else the machine does. */
  #expect(milliseconds: number): void {
    const share = this.workMilliseconds / this.jobMilliseconds;
    this.jobMilliseconds = (this.jobMilliseconds + Math.min(milliseconds, 2 * this.jobMilliseconds)) / 2;
    this.workMilliseconds = share * this.jobMilliseconds;
  }

  async #learn(): Promise<void> {
    const calm = await this.mine([1, 1, 1], {});
    if (calm.status !== 0) throw new Error(`a calm run failed: ${said(calm, 'failed')}`);
    this.expected = (await this.served().state(calm)).hashes;
    this.jobMilliseconds = calm.milliseconds;
    await this.clear();
    const again = await this.deliver({}, [1, 1, 1], []);
    this.workMilliseconds = Math.max(300, calm.milliseconds - again.milliseconds);
    await this.clear();
  }
}

interface Endpoint {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

function hold(bundle: string, home: string, how: 'fill' | 'keep'): ChildProcess {
  return spawn(process.execPath, [bundle, home, how], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, CLICKHOUSE_URL: '' },
  });
}

async function ready(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes('ready')) return;
  throw new Error('a process that holds a warehouse ended before it was ready');
}
