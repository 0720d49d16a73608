import { scheduledHandler } from '@fm/platform/lambda';
import { functionWarehouse } from '@fm/warehouse/lambda';

/** Opens the warehouse, which applies what is missing of its schema; again, it changes nothing. */
export const handler = scheduledHandler('warehouse-migrate', async () => {
  const warehouse = await functionWarehouse();
  const [schema] = await warehouse.query<{ version: number }>('SELECT max(version) AS version FROM schema_migrations');
  return { version: schema?.version };
});
