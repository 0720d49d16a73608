import { note } from './output.ts';
import { withWarehouse } from './with-warehouse.ts';

/** Serves the dashboard until SIGINT or SIGTERM, then closes it and the warehouse. */
export async function serve(options: { port: number; host: string }): Promise<void> {
  // Loaded when it is needed: the server takes longer to load than any other command to run.
  const { serveDashboard } = await import('@fm/visualization');
  await withWarehouse(async (warehouse) => {
    const dashboard = await serveDashboard({ warehouse, ...options });
    note(`dashboard at ${dashboard.url} (Ctrl-C ends it)`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await dashboard.close();
  });
}
