import { whenShown } from './when-shown.ts';

const deferred = new Map<Element, () => void>();

/**
 * Has an element filled and laid out after the frame that shows what is seen; until then it keeps what it showed, and its
 * size. At once while somebody works in it. {@link layOutSeen} does it at once when it can be seen.
 */
export function deferLayout(element: Element, fill: () => void): void {
  if (element.contains(document.activeElement)) {
    deferred.delete(element);
    fill();
    return;
  }
  deferred.set(element, fill);
  element.classList.add('later');
  whenShown(() => layOut(element));
}

/** Fills and lays out what was deferred and can be seen. */
export function layOutSeen(): void {
  for (const element of [...deferred.keys()].filter(canBeSeen)) layOut(element);
}

function layOut(element: Element): void {
  const fill = deferred.get(element);
  if (fill === undefined) return;
  deferred.delete(element);
  fill();
  element.classList.remove('later');
}

export function canBeSeen(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
