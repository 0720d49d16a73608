const namespace = 'http://www.w3.org/2000/svg';
const [width, height] = [96, 18];

/** Values that every mark of a column must show on one scale. */
export interface MarkScale {
  readonly low: number;
  readonly high: number;
}

/** One scale for all intervals; zero is always on it. */
export function scaleOf(values: readonly (number | null)[]): MarkScale {
  const known = values.filter((value) => value !== null);
  return { low: Math.min(0, ...known), high: Math.max(0, ...known) };
}

/** An interval as a small picture, see {@link createIntervalMark}. */
export interface IntervalMark {
  readonly element: SVGElement;
  /** Places line, bar and dot on a scale; setting the same one again costs nothing. */
  place(scale: MarkScale): void;
}

/** An interval as a small picture: bar from end to end, dot at the estimate, line at zero. Hidden from screen readers. */
export function createIntervalMark(value: number | null, low: number | null, high: number | null): IntervalMark {
  const middle = height / 2;
  const zero = make('line', { class: 'zero', y1: 0, y2: height });
  const reach = make('line', { class: 'reach', y1: middle, y2: middle });
  const dot = make('circle', { class: 'dot', cy: middle, r: 4 });
  const element = make('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    class: 'mark',
    'aria-hidden': 'true',
  });
  element.append(zero, ...(low === null || high === null ? [] : [reach]), ...(value === null ? [] : [dot]));
  let placed: MarkScale | undefined;
  return {
    element,
    place(scale) {
      if (placed?.low === scale.low && placed.high === scale.high) return;
      placed = scale;
      const span = scale.high - scale.low || 1;
      const x = (at: number) => (4 + ((at - scale.low) / span) * (width - 8)).toFixed(1);
      set(zero, { x1: x(0), x2: x(0) });
      if (low !== null && high !== null) set(reach, { x1: x(low), x2: x(high) });
      if (value !== null) set(dot, { cx: x(value) });
    },
  };
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(namespace, name);
  set(element, attributes);
  return element;
}

function set(element: SVGElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
}
