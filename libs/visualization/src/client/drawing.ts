import type * as Drawing from './echarts.ts';
import { canBeSeen, layOutSeen } from './postponed.ts';

/** A chart on the page that can be told to draw itself. */
export interface Drawable {
  readonly element: HTMLElement;
  paint(): Promise<void>;
}

let loading: Promise<typeof Drawing> | undefined;
const figures = new Set<Drawable>();

/** The drawing library, which is most of the script; loaded when the first chart comes near. */
export function drawingLibrary(): Promise<typeof Drawing> {
  return (loading ??= import('./echarts.ts'));
}

export function registerFigure(figure: Drawable): void {
  figures.add(figure);
}

/** Draws the charts that can be seen now, and fetches the drawing library for the others once the page is shown. */
export async function drawVisible(): Promise<void> {
  const seen = [...figures].filter(({ element }) => canBeSeen(element));
  layOutSeen();
  await Promise.all(seen.map(({ paint }) => paint()));
  if (figures.size > 0) setTimeout(() => void drawingLibrary(), 500);
}
