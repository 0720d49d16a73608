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

/** An interval as a small picture: bar from end to end, dot at the estimate, line at zero. Hidden from screen readers. */
export function intervalMark(
  value: number | null,
  low: number | null,
  high: number | null,
  scale: MarkScale,
): SVGElement {
  const span = scale.high - scale.low || 1;
  const x = (at: number) => (4 + ((at - scale.low) / span) * (width - 8)).toFixed(1);
  const middle = height / 2;
  const picture = make('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    class: 'mark',
    'aria-hidden': 'true',
  });
  picture.append(make('line', { class: 'zero', x1: x(0), x2: x(0), y1: 0, y2: height }));
  if (low !== null && high !== null)
    picture.append(make('line', { class: 'reach', x1: x(low), x2: x(high), y1: middle, y2: middle }));
  if (value !== null) picture.append(make('circle', { class: 'dot', cx: x(value), cy: middle, r: 4 }));
  return picture;
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
