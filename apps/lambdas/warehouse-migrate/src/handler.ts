import { scheduledHandler } from '@fm/platform/lambda';
import { awaitWarehouse } from '@fm/warehouse/lambda';

interface MigrateEvent {
  /** How long to wait for a secret without a value, a name that is not known yet, a server that starts. @default 0 */
  readonly waitSeconds?: number;
}

/** Opens the warehouse, which applies the migrations that are missing; running it again changes nothing. */
export const handler = scheduledHandler(
  'warehouse-migrate',
  async ({ waitSeconds = 0 }: MigrateEvent, _for, logger) => {
    const warehouse = await awaitWarehouse(waitSeconds, (reason) => logger.info('waiting', { reason }));
    const [schema] = await warehouse.query<{ version: number }>(
      'SELECT max(version) AS version FROM schema_migrations',
    );
    return { version: schema?.version };
  },
);
