import { binomialInterval } from '@fm/factor-math';
import type { Power, Rejections, Setting, WorthlessRuns } from '@fm/mining/calibration';
import { cellName } from './cells.ts';

/** Shares between which a test of 5 % keeps its size. */
const [least, most] = [0.04, 0.06];

function shareText(count: number, samples: number): string {
  const { low, high } = binomialInterval(count, samples);
  const [share, from, to] = [count / samples, low, high].map((value) => (100 * value).toFixed(1).padStart(5));
  return `${share} %  (${from} to ${to})  of ${samples}`;
}

/** Whether a test misses its size: further from 5 % than 1 point, and further than the samples explain. */
export function misses({ samples, rejected }: Rejections): boolean {
  const { low, high } = binomialInterval(rejected, samples);
  const share = rejected / samples;
  return (share < least && high < 0.05) || (share > most && low > 0.05);
}

/** Rejections of one cell with their 95 % intervals, marked where a test misses its size. */
export function tableOf(cell: Setting, rejections: readonly Rejections[], believed?: WorthlessRuns): string {
  const lines = rejections.map((found) => {
    const mark = misses(found) ? '  *' : '';
    return `  ${found.test.replace('PValue', '').padEnd(22)} ${shareText(found.rejected, found.samples)}${mark}`;
  });
  const runs =
    believed === undefined
      ? []
      : [`  ${'a run that believes one'.padEnd(22)} ${shareText(believed.believing, believed.runs)}`];
  return [cellName(cell), ...lines, ...runs].join('\n');
}

/** Power of one cell: the share of samples in which a premium is distinguished from zero, before and after. */
export function powerTable(cell: Setting, rows: readonly Power[]): string {
  const lines = rows.map(({ premium, samples, before, after }) => {
    const text = `${(100 * premium).toFixed(0).padStart(3)} % a year`;
    return `  ${text}  before ${shareText(before, samples)}  after ${shareText(after, samples)}`;
  });
  return [cellName(cell), ...lines].join('\n');
}
