import { decodeNative, type ColumnarResult } from './binary/decode-native.ts';
import type { QueryParameters, Warehouse } from './contract.ts';

/**
 * The result of a SELECT as typed arrays, for results of millions of rows: see {@link decodeNative} for what each type
 * becomes.
 *
 * @throws WAREHOUSE_BAD_BINARY for a column type without a typed array
 */
export async function queryColumns(
  warehouse: Warehouse,
  sql: string,
  parameters?: QueryParameters,
): Promise<ColumnarResult> {
  return decodeNative(await warehouse.queryBytes(sql, 'Native', parameters));
}
