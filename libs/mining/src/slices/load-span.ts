import type { Span } from './slice.ts';

/** What several slices load together, of the same stocks. */
export interface SharedLoad {
  readonly stocks: Span;
  readonly load: Span;
}

/** The stocks of slices, and the sessions from the first that any of them loads to the last. */
export function sharedLoad(slices: readonly SharedLoad[]): SharedLoad {
  return { stocks: hull(slices.map(({ stocks }) => stocks)), load: hull(slices.map(({ load }) => load)) };
}

/** The shortest span that holds all of them. */
function hull(spans: readonly Span[]): Span {
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}
