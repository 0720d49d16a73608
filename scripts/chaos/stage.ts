import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planRun, readRunOverview, requestOf, resultHashes, resultTables } from '@fm/mining';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { bundleProcesses, type Bundles } from './bundle.ts';
import { runChild, said, type ChildOptions, type Ended } from './child.ts';
import { chaosInput } from './market.ts';
import { Proxy } from './proxy.ts';

/** What a warehouse holds of the run of the harness. */
export interface RunState {
  readonly status: string;
  readonly error: string;
  readonly hashes: Readonly<Record<string, string>>;
}

/** Mebibytes of the small disk. */
const diskSize = 96;

/** Everything the runs of the harness share: a server behind a way that can be cut, a small disk, and what is right. */
export class Stage {
  readonly folder: string;
  readonly bundles: Bundles;
  readonly proxy: Proxy;
  readonly #server: ChildProcess;
  readonly #direct: Warehouse;
  readonly #url: URL;
  readonly #runId: string;
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
    runId: string,
  ) {
    this.folder = folder;
    this.bundles = bundles;
    this.proxy = proxy;
    this.#server = server;
    this.#direct = direct;
    this.#url = url;
    this.#runId = runId;
  }

  static async open(): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), 'fm-chaos-'));
    const bundles = await bundleProcesses();
    const template = hold(bundles.hold, join(folder, 'template'));
    await ready(template);
    template.stdin?.end();
    await once(template, 'close');
    const server = hold(bundles.hold, join(folder, 'server'));
    await ready(server);
    const endpoint = JSON.parse(readFileSync(join(folder, 'server/endpoint.json'), 'utf8')) as Endpoint;
    const url = new URL(endpoint.url);
    url.username = endpoint.user;
    url.password = endpoint.password;
    const proxy = new Proxy(Number(url.port));
    await proxy.mend();
    const direct = await openWarehouse({ url: url.href });
    const { runId } = await planRun(direct, requestOf(chaosInput));
    const stage = new Stage(folder, bundles, proxy, server, direct, url, runId);
    await stage.#learn();
    return stage;
  }

  /** Environment of a process that uses the server. */
  environment(): Record<string, string> {
    const url = new URL(this.#url);
    url.port = String(this.proxy.port);
    return { CLICKHOUSE_URL: url.href };
  }

  mine(
    options: Omit<ChildOptions, 'environment'>,
    cut: readonly number[],
    environment = this.environment(),
  ): Promise<Ended> {
    const words = ['mine', ...cut.map(String)];
    return runChild([process.execPath, this.bundles.mine, ...words], { ...options, environment });
  }

  deliver(
    options: Omit<ChildOptions, 'environment'>,
    cut: readonly number[],
    deliveries: readonly string[],
  ): Promise<Ended> {
    const words = [...cut.slice(0, 2).map(String), deliveries.join(',')];
    return runChild([process.execPath, this.bundles.deliver, ...words], {
      ...options,
      environment: this.environment(),
    });
  }

  /** Forgets the run. */
  async clear(): Promise<void> {
    for (const { name } of [...resultTables, { name: 'runs' }, { name: 'run_slices' }, { name: 'run_attempts' }]) {
      await this.#direct.command(`TRUNCATE TABLE ${name}`);
    }
  }

  async state(): Promise<RunState> {
    const run = await readRunOverview(this.#direct, this.#runId).catch(() => undefined);
    const hashes = await resultHashes(this.#direct, this.#runId);
    return { status: run?.status ?? 'none', error: run?.error ?? '', hashes };
  }

  /** A data folder with the market on a disk of its own, which is small. Needs the right to mount. */
  mountDisk(): string {
    const disk = join(this.folder, 'disk');
    mkdirSync(disk, { recursive: true });
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskSize}m`, 'tmpfs', disk]);
    if (status !== 0) throw new Error('a small disk could not be mounted');
    cpSync(join(this.folder, 'template'), join(disk, 'home'), { recursive: true });
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
    rmSync(this.bundles.folder, { recursive: true, force: true });
  }

  async #learn(): Promise<void> {
    const calm = await this.mine({}, [1, 1, 1]);
    if (calm.status !== 0) throw new Error(`a calm run failed: ${said(calm, 'failed')}`);
    this.expected = (JSON.parse(said(calm, 'state') ?? '') as RunState).hashes;
    this.jobMilliseconds = calm.milliseconds;
    await this.clear();
    const again = await this.deliver({}, [1, 1], []);
    this.workMilliseconds = Math.max(300, calm.milliseconds - again.milliseconds);
    await this.clear();
  }
}

interface Endpoint {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

function hold(bundle: string, home: string): ChildProcess {
  return spawn(process.execPath, [bundle, home, 'fill'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, CLICKHOUSE_URL: '' },
  });
}

async function ready(child: ChildProcess): Promise<void> {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes('ready')) return;
  throw new Error('a process that holds a warehouse ended before it was ready');
}
