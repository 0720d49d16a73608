import type { Warehouse } from '@fm/warehouse/rows';

/** What an island did in an epoch. */
export interface IslandEpoch {
  readonly island: number;
  readonly epoch: number;
  /** Candidates drawn, duplicates among them, and those that were scored. */
  readonly drawn: number;
  readonly duplicates: number;
  readonly evaluated: number;
  /** Largest |t| among the candidates of the epoch; null where none has one. */
  readonly largestT: number | null;
}

/** The stored epochs of a search, by epoch and island; of a running search those that are done. */
export async function readIslands(warehouse: Pick<Warehouse, 'query'>, id: string): Promise<IslandEpoch[]> {
  return warehouse.query<IslandEpoch>(
    `WITH JSONExtract(result, 't', 'Array(Nullable(Float64))') AS found,
       arrayMap(t -> abs(assumeNotNull(t)), arrayFilter(t -> isNotNull(t), found)) AS sizes
     SELECT island, epoch, toUInt32(JSONExtractUInt(result, 'counts', 'drawn')) AS drawn,
       toUInt32(JSONExtractUInt(result, 'counts', 'duplicates')) AS duplicates,
       toUInt32(JSONExtractUInt(result, 'counts', 'evaluated')) AS evaluated,
       if(empty(sizes), NULL, arrayMax(sizes)) AS largestT
     FROM discovery_epochs FINAL WHERE search_id = {id:String} ORDER BY epoch, island`,
    { id },
  );
}
