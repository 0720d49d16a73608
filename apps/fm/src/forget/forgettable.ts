import type { Warehouse } from '@fm/warehouse';
import {
  forget,
  type ForgetPlan,
  type ForgetPreview,
  nothingToForget,
  planFile,
  planSource,
  planSymbol,
  previewForget,
} from '@fm/warehouse/forget';

/** What would be forgotten, as printed beforehand. */
export interface Forgetting extends ForgetPreview {
  readonly kind: 'symbol' | 'file' | 'run' | 'source';
  readonly name: string;
}

/** Something that can be forgotten. */
export interface Forgettable {
  readonly preview: Forgetting;
  readonly forget: (cluster: string | undefined) => Promise<void>;
}

const planOf: Readonly<
  Record<'symbol' | 'file' | 'source', (warehouse: Warehouse, name: string) => Promise<ForgetPlan>>
> = { symbol: planSymbol, file: planFile, source: planSource };

/**
 * Data that was ingested, by its stock, its file or its source.
 *
 * @throws FORGET_NOTHING where nothing of it is there, and errors of the plans
 */
export async function dataForgettable(
  warehouse: Warehouse,
  kind: 'symbol' | 'file' | 'source',
  name: string,
): Promise<Forgettable> {
  const plan = await planOf[kind](warehouse, name);
  const preview = await previewForget(warehouse, plan);
  if (preview.rows.length === 0) throw nothingToForget(kind, name, 'See `fm open` for what was ingested.');
  return { preview: { kind, name, ...preview }, forget: (cluster) => forget(warehouse, plan, cluster) };
}
