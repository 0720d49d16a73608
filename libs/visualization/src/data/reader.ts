import type { QueryParameters, Warehouse } from '@fm/warehouse';
import { warehouseUnavailable } from '../errors.ts';

/** Limits of every question that the dashboard asks, whoever the database user is. */
const limits = 'SETTINGS max_execution_time = 20, max_result_rows = 2000000';

/** Reads rows; anything that fails underneath becomes one error that says what to do. */
export interface Reader {
  rows<Row>(sql: string, parameters?: QueryParameters): Promise<Row[]>;
}

/** The reading side of a warehouse, with limits on time and size. */
export function createReader(warehouse: Warehouse): Reader {
  return {
    async rows<Row>(sql: string, parameters?: QueryParameters) {
      try {
        return await warehouse.query<Row>(`${sql} ${limits}`, parameters);
      } catch (thrown) {
        throw warehouseUnavailable(thrown);
      }
    },
  };
}
