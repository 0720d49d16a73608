import type { SearchBody } from '../api/search-schemas.ts';
import { formatValue } from '../format.ts';
import { heatOption } from './heat.ts';
import type { ChartContext, ChartModel } from './model.ts';

/** Largest |t| of every island by epoch. */
export function searchIslands({ islandEpochs, islands }: SearchBody, context: ChartContext): ChartModel {
  const name = (number: number): string => String(number + 1);
  const epochs = [...new Set(islandEpochs.map(({ epoch }) => epoch))].sort((a, b) => a - b);
  const best = islandEpochs.reduce<(typeof islandEpochs)[number] | undefined>(
    (most, one) => ((one.largestT ?? -1) > (most?.largestT ?? -1) ? one : most),
    undefined,
  );
  const where =
    best === undefined
      ? 'No epoch is done yet.'
      : `Largest |t| ${formatValue(best.largestT, 'tStatistic')}: island ${name(best.island)}, epoch ${name(best.epoch)}.`;
  return {
    id: 'search-islands',
    title: 'Islands by epoch',
    lead: where,
    caption:
      'Largest |t| among the formulas that an island tried in an epoch, on the discovery period; epochs from left to right, islands ' +
      'from bottom to top. After an epoch an island sends its best four formulas to the next island.',
    description: `${islands} islands, ${epochs.length} epochs. ${where}`,
    option: heatOption(
      {
        columns: epochs.map(name),
        rows: Array.from({ length: islands }, (_, at) => name(at)),
        cells: islandEpochs.map(({ island, epoch, largestT }) => ({
          x: name(epoch),
          y: name(island),
          value: largestT,
        })),
        quantity: 'tStatistic',
        positive: true,
      },
      context,
    ),
    table: {
      columns: [
        { key: 'epoch', label: 'Epoch', quantity: 'count' },
        { key: 'island', label: 'Island', quantity: 'count' },
        { key: 'drawn', label: 'Drawn', quantity: 'count' },
        { key: 'duplicates', label: 'Duplicates', quantity: 'count' },
        { key: 'evaluated', label: 'Scored', quantity: 'count' },
        { key: 'largestT', label: 'Largest |t|', quantity: 'tStatistic' },
      ],
      rows: islandEpochs.map((one) => ({ ...one, epoch: one.epoch + 1, island: one.island + 1 })),
    },
  };
}
