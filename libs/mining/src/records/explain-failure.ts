import type { Warehouse } from '@fm/warehouse';
import { readSlices, type SliceRecord } from './read-records.ts';

const listed = 20;

/**
 * Why a run is not complete, in sentences: how many slices are not done, and the last error of those that failed (the
 * first 20). Empty when every recorded slice is done.
 */
export async function explainFailure(warehouse: Warehouse, runId: string): Promise<string> {
  const slices = (await readSlices(warehouse, runId)).filter(({ status }) => status !== 'superseded');
  const open = slices.filter(({ status }) => status !== 'succeeded');
  if (open.length === 0) return '';
  const failed = open.filter(({ status }) => status === 'failed');
  const untouched = open.filter(({ attempts }) => attempts === 0).length;
  return [
    `${open.length} of ${slices.length} slices are not done${untouched === 0 ? '' : `, ${untouched} of them were never started`}.`,
    ...failed.slice(0, listed).map(lineOf),
    ...(failed.length > listed ? [`... and ${failed.length - listed} more that failed.`] : []),
  ].join('\n');
}

function lineOf({ id, attempts, error }: SliceRecord): string {
  return `${id} failed after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}: ${error}`;
}
