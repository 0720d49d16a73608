import { stockGroupsTable, type Warehouse } from '@fm/warehouse';

/** Gives stocks industries, known since 2000. */
export async function giveIndustries(
  warehouse: Warehouse,
  industries: Readonly<Record<string, string>>,
): Promise<void> {
  const known = '2000-01-01 00:00:00.000';
  await warehouse.insert(
    stockGroupsTable,
    Object.entries(industries).map(([symbol, group], line) => ({
      ...{ symbol, source: 'file', delivery: 'test', line, group_name: group, detail: '' },
      ...{ known_at: known, collected_at: known, version: 1n },
    })),
  );
}
