import { whenShown } from './when-shown.ts';

const postponed = new Map<Element, () => void>();

/**
 * Has an element filled and laid out after the frame that shows what is seen; until then it keeps what it showed, and its
 * size. At once while somebody works in it. {@link layOutSeen} does it at once when it can be seen.
 */
export function postpone(element: Element, fill: () => void): void {
  if (element.contains(document.activeElement)) {
    postponed.delete(element);
    fill();
    return;
  }
  postponed.set(element, fill);
  element.classList.add('later');
  whenShown(() => layOut(element));
}

/** Fills and lays out what was postponed and can be seen. */
export function layOutSeen(): void {
  for (const element of [...postponed.keys()].filter(canBeSeen)) layOut(element);
}

function layOut(element: Element): void {
  const fill = postponed.get(element);
  if (fill === undefined) return;
  postponed.delete(element);
  fill();
  element.classList.remove('later');
}

export function canBeSeen(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
