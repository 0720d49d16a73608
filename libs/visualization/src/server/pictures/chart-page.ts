import type { ChartModel } from '../../charts/model.ts';
import { linesOf } from './svg-text.ts';

/** Size of the chart itself in CSS pixels; title and caption are added above and below. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export const titleHeight = 34;
export const lineHeight = 16;

/** The caption and the source of a picture, broken into lines that fit its width. */
export function captionLines(model: ChartModel, { width }: ChartSize, source: string): string[] {
  return linesOf(`${model.caption} ${source}`, Math.floor((width - 32) / 6));
}

export function totalHeight({ height }: ChartSize, lines: readonly string[]): number {
  return titleHeight + height + lines.length * lineHeight + 20;
}
