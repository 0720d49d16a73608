import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FmError, loadConfig } from '@fm/platform';
import type { WriteAccess } from '@fm/visualization';
import type { Warehouse } from '@fm/warehouse';
import { cannotListen, checkListening, type ListenAddress } from './listening.ts';
import { openBrowser } from './open-browser.ts';
import { note } from './output.ts';
import { stagedProgress } from './staged-progress.ts';
import { readingWarehouse, withExistingWarehouse } from './with-warehouse.ts';

/** The page as a package of the command holds it; from source it is bundled when the server starts. */
const builtPage = fileURLToPath(new URL('./public', import.meta.url));

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** How the dashboard is served. */
export interface ServeOptions extends ListenAddress {
  /** Whether the page may start runs. @default on a loopback address, where nobody else can reach it */
  readonly runs?: boolean;
  /** Opens the page in a browser where there is one. @default true */
  readonly open?: boolean;
}

function runsNeedLoopback(host: string): FmError {
  return new FmError('SERVE_RUNS_LOOPBACK', {
    what: 'runs may be started from the page only on a loopback address, because there is no login',
    where: `--host ${host}`,
    remedy: 'Leave out --runs or --host.',
    kind: 'usage',
  });
}

/**
 * Checks before any work whether the dashboard can be served as it was asked for.
 *
 * @throws SERVE_RUNS_LOOPBACK where runs were asked for on an address that others can reach, and what
 * {@link checkListening} throws
 */
export async function checkServing(options: ServeOptions): Promise<void> {
  if (options.runs === true && !loopback.has(options.host)) throw runsNeedLoopback(options.host);
  await checkListening(options);
}

/**
 * Serves the dashboard until SIGINT or SIGTERM, then closes it and the warehouse.
 *
 * @throws WAREHOUSE_MISSING, and what {@link checkServing} throws before anything is opened
 */
export async function serve(options: ServeOptions): Promise<void> {
  await checkServing(options);
  const stages = { 'opening the warehouse': 2, 'loading the dashboard': 3, 'making the first page ready': 2 };
  const progress = stagedProgress(stages, undefined, () => undefined);
  progress.enter('opening the warehouse');
  try {
    // Runs are performed by processes of their own: the dashboard itself only reads.
    await readingWarehouse(async (warehouse) => {
      progress.enter('loading the dashboard');
      const dashboard = await startDashboard(warehouse, options, () => progress.enter('making the first page ready'));
      progress.stop();
      await untilStopped(dashboard);
    });
  } finally {
    progress.stop();
  }
}

/** A dashboard that answers. */
export interface RunningDashboard {
  readonly url: string;
  /** Ends it, and the run that was started from it; the warehouse stays open. */
  close(): Promise<void>;
}

/** Starts the dashboard over a warehouse; it prints its own address. */
export async function startDashboard(
  warehouse: Warehouse,
  options: ServeOptions,
  onListening: (url: string) => void = () => undefined,
): Promise<RunningDashboard> {
  // Loaded when it is needed: the server takes longer to load than any other command to run.
  const { serveDashboard } = await import('@fm/visualization');
  const { ProcessStarter } = await import('./process-starter.ts');
  const starter = new ProcessStarter();
  const { host, port, runs = loopback.has(host) } = options;
  // A server is read by a user that may not write, see `readingWarehouse`: names of runs go in by a connection of their
  // own.
  const write: WriteAccess = (work) => (warehouse.home === 'server' ? withExistingWarehouse(work) : work(warehouse));
  const permission = runs ? { permission: { starter, write, cluster: loadConfig().clickhouseCluster } } : {};
  const assets = existsSync(builtPage) ? { assetsFolder: builtPage } : {};
  const dashboard = await serveDashboard({ warehouse, host, port, onListening, ...permission, ...assets }).catch(
    (thrown: unknown) => {
      throw thrown instanceof FmError ? thrown : cannotListen(options, thrown);
    },
  );
  if (!loopback.has(host)) note(`warning: everyone who can reach ${host} can read the results; there is no login`);
  if (options.open !== false) openBrowser(dashboard.url);
  return {
    url: dashboard.url,
    close: async () => {
      await dashboard.close();
      await starter.stop();
    },
  };
}

/** Prints the address, waits for SIGINT or SIGTERM, and stops the dashboard. */
export async function untilStopped(dashboard: RunningDashboard): Promise<void> {
  note(`dashboard at ${dashboard.url} (Ctrl-C ends it)`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await dashboard.close();
}
