import { parentPort } from 'node:worker_threads';
import { messageOf } from '@fm/platform';
import { themes } from '../../charts/theme.ts';
import { DashboardError } from '../../errors.ts';
import { drawChart } from './chart-drawings.ts';
import type { PictureOrder, PictureOutcome } from './pictures.ts';
import { renderPng } from './render-png.ts';

/** Entry of the thread that draws pictures: an order in, an outcome out, one picture after the other. */
parentPort?.on('message', async ({ filled, size, scheme, synthetic, source }: PictureOrder) => {
  const theme = themes[scheme];
  const outcome = await drawn().catch((thrown: unknown): PictureOutcome => ({
    kind: 'fault',
    unavailable: thrown instanceof DashboardError && thrown.code === 'PNG_UNAVAILABLE',
    detail: messageOf(thrown),
  }));
  parentPort?.postMessage(outcome);

  async function drawn(): Promise<PictureOutcome> {
    const model = drawChart(filled, { theme, width: size.width, synthetic });
    return { kind: 'picture', bytes: await renderPng(model, size, theme, source) };
  }
});
