import type { QueryParameters, Warehouse } from '@fm/warehouse';
import { warehouseUnavailable } from '../errors.ts';

/** Limits of every query of the dashboard, whoever the database user is. */
const limits = 'SETTINGS max_execution_time = 20, max_result_rows = 2000000';

/** Reads rows; any failure underneath becomes one error with a remedy. */
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
