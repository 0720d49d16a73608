import { FmError } from '@fm/platform';
import { cannotListen, checkListening, type ListenAddress } from './listening.ts';
import { note } from './output.ts';
import { readingWarehouse } from './with-warehouse.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

/** How the dashboard is served. */
export interface ServeOptions extends ListenAddress {
  /** Whether the page may start runs. @default on a loopback address, where nobody else can reach it */
  readonly runs?: boolean;
}

function runsNeedLoopback(host: string): FmError {
  return new FmError('SERVE_RUNS_LOOPBACK', {
    what: 'runs may be started from the page only on a loopback address, because nobody logs in here',
    where: `--host ${host}`,
    remedy: 'Leave out --runs or --host.',
    kind: 'usage',
  });
}

/**
 * Whether the page may start runs.
 *
 * @throws SERVE_RUNS_LOOPBACK where that was asked for on an address that others can reach
 */
function mayStartRuns({ runs, host }: ServeOptions): boolean {
  if (runs === true && !loopback.has(host)) throw runsNeedLoopback(host);
  return runs ?? loopback.has(host);
}

/**
 * Serves the dashboard until SIGINT or SIGTERM, then closes it and the warehouse.
 *
 * @throws SERVE_RUNS_LOOPBACK, and what {@link checkListening} throws, before anything is opened; WAREHOUSE_MISSING
 */
export async function serve(options: ServeOptions): Promise<void> {
  const startsRuns = mayStartRuns(options);
  await checkListening(options);
  // Runs are performed by processes of their own: the dashboard itself only reads.
  await readingWarehouse(async (warehouse) => {
    // Loaded when it is needed: the server takes longer to load than any other command to run.
    const { serveDashboard } = await import('@fm/visualization');
    const { ProcessStarter } = await import('./process-starter.ts');
    const starter = new ProcessStarter();
    const { host, port } = options;
    const dashboard = await serveDashboard({
      ...{ warehouse, host, port },
      ...(startsRuns ? { permission: { starter } } : {}),
    }).catch((thrown: unknown) => {
      throw thrown instanceof FmError ? thrown : cannotListen(options, thrown);
    });
    note(`dashboard at ${dashboard.url} (Ctrl-C ends it)`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await dashboard.close();
    await starter.stop();
  });
}
