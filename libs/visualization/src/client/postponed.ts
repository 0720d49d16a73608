import { whenShown } from './when-shown.ts';

const postponed = new Set<Element>();

/**
 * Has an element laid out after the frame that shows what is seen; until then it keeps the size that it had. Not while
 * somebody works in it. {@link layOutSeen} lays it out at once when it can be seen.
 */
export function postponeLayout(element: Element): void {
  if (element.contains(document.activeElement)) return;
  postponed.add(element);
  element.classList.add('later');
  whenShown(() => layOut(element));
}

/** Lays out what was postponed and can be seen. */
export function layOutSeen(): void {
  for (const element of [...postponed].filter(canBeSeen)) layOut(element);
}

function layOut(element: Element): void {
  postponed.delete(element);
  element.classList.remove('later');
}

export function canBeSeen(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
