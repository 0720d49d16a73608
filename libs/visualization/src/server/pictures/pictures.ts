import { programBeside } from '@fm/platform';
import { createJobThread, JobFault } from '@fm/platform/job-thread';
import type { themes } from '../../charts/theme.ts';
import { pictureFailed, pngUnavailable } from '../../errors.ts';
import type { FilledChart } from './chart-drawings.ts';
import type { ChartSize } from './chart-page.ts';

/** A picture to draw. */
export interface PictureOrder {
  readonly filled: FilledChart;
  readonly size: ChartSize;
  readonly scheme: keyof typeof themes;
  readonly synthetic: boolean;
  /** Line at the bottom. */
  readonly source: string;
}

export type PictureOutcome =
  | { readonly kind: 'picture'; readonly bytes: Uint8Array }
  | { readonly kind: 'fault'; readonly unavailable: boolean; readonly detail: string };

/** Draws PNG pictures outside the thread that answers requests. */
export interface Pictures {
  /**
   * A chart as PNG, at twice its size in CSS pixels.
   *
   * @throws PNG_UNAVAILABLE where the native module is not installed, PICTURE_FAILED when the drawing ends its thread
   */
  png(order: PictureOrder): Promise<Buffer>;
  close(): Promise<void>;
}

const limits = { timeoutMs: 30_000, maxHeapMb: 512 };

/**
 * A thread that draws with a canvas. Drawing so changes how ECharts measures texts everywhere in its thread, which spoils
 * SVG; and what it leaves unfinished can throw later, where nobody catches it.
 */
export function createPictures(): Pictures {
  const thread = createJobThread<PictureOrder, PictureOutcome>(
    programBeside(import.meta.url, 'picture-worker'),
    limits,
  );
  return {
    png: async (order) => {
      const outcome = await thread.perform(order).catch((thrown: unknown) => {
        throw thrown instanceof JobFault ? pictureFailed(thrown) : thrown;
      });
      if (outcome.kind === 'picture') return Buffer.from(outcome.bytes);
      const cause = new Error(outcome.detail);
      throw outcome.unavailable ? pngUnavailable(cause) : cause;
    },
    close: () => thread.close(),
  };
}
