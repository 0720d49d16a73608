import { FmError } from '@fm/platform';
import { note } from './output.ts';
import { withWarehouse } from './with-warehouse.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

function runsNeedLoopback(host: string): FmError {
  return new FmError('SERVE_RUNS_LOOPBACK', {
    what: 'runs may be started from the page only on a loopback address, for nobody logs in here',
    where: `--host ${host}`,
    remedy: 'Leave out --allow-runs or --host.',
    kind: 'usage',
  });
}

/** Serves the dashboard until SIGINT or SIGTERM, then closes it and the warehouse. */
export async function serve(options: { port: number; host: string; allowRuns?: boolean }): Promise<void> {
  if (options.allowRuns === true && !loopback.has(options.host)) throw runsNeedLoopback(options.host);
  // Loaded when it is needed: the server takes longer to load than any other command to run.
  const { serveDashboard } = await import('@fm/visualization');
  const { ProcessStarter } = await import('./process-starter.ts');
  await withWarehouse(async (warehouse) => {
    const starter = new ProcessStarter();
    const permission = options.allowRuns === true ? { permission: { starter } } : {};
    const dashboard = await serveDashboard({ warehouse, host: options.host, port: options.port, ...permission });
    note(`dashboard at ${dashboard.url} (Ctrl-C ends it)`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await dashboard.close();
    await starter.stop();
  });
}
