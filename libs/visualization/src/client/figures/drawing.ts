import type * as Drawing from './echarts.ts';
import { canBeSeen, layOutSeen } from '../browser/deferred-layout.ts';
import { whenIdle } from '../browser/when-idle.ts';
import { whenShown } from '../browser/when-shown.ts';

/** A chart on the page that can draw itself on request. */
export interface Drawable {
  readonly element: HTMLElement;
  /** Whether it shows its current content. */
  isDrawn(): boolean;
  /** Draws it, where that is still to be done and it has a place on the page. */
  paint(): Promise<void>;
}

let loading: Promise<typeof Drawing> | undefined;
const figures = new Set<Drawable>();
const near = new Set<Drawable>();
let isDrawing = false;
let resting: ReturnType<typeof setTimeout> | undefined;

/** Milliseconds without a change after which what cannot be seen is drawn. */
const rest = 300;

/** The drawing library, which is most of the script; loaded when the first chart comes near. */
export function drawingLibrary(): Promise<typeof Drawing> {
  return (loading ??= import('./echarts.ts'));
}

export function registerFigure(figure: Drawable): void {
  figures.add(figure);
}

/**
 * Draws a chart that has come near: one after another with a frame between them, so that none of them holds up
 * scrolling.
 */
export function drawSoon(figure: Drawable): void {
  near.add(figure);
  if (isDrawing) return;
  isDrawing = true;
  whenShown(drawNext);
}

function drawNext(): void {
  const [figure] = [...near].filter((each) => !each.isDrawn());
  if (figure === undefined) {
    near.clear();
    isDrawing = false;
    return;
  }
  near.delete(figure);
  void figure.paint().finally(() => whenShown(drawNext));
}

/** Draws the charts that can be seen now, and the others while nothing else is to be done. */
export async function drawVisible(): Promise<void> {
  const seen = [...figures].filter(({ element }) => canBeSeen(element));
  layOutSeen();
  await Promise.all(seen.map(({ paint }) => paint()));
  drawAtRest();
}

/** Draws what is not drawn yet once the page is at rest: who scrolls or filters then finds it drawn. */
export function drawAtRest(): void {
  clearTimeout(resting);
  resting = setTimeout(() => whenIdle(() => drawRest([...figures])), rest);
}

function drawRest([figure, ...others]: readonly Drawable[]): void {
  if (figure === undefined) return;
  const next = () => drawRest(others);
  if (figure.isDrawn()) next();
  else void figure.paint().finally(() => whenIdle(next));
}
