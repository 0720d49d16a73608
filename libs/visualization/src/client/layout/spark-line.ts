const namespace = 'http://www.w3.org/2000/svg';
const [width, height, margin] = [56, 16, 1.5];

/** Points of a line in a picture of a few pixels, zero always inside it: as the `points` of a polyline. */
export function sparkPoints(values: readonly number[]): { points: string; zero: number } {
  const all = [0, ...values];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const y = (value: number) => margin + ((high - value) / (high - low || 1)) * (height - 2 * margin);
  const x = (at: number) => (at / Math.max(1, values.length)) * width;
  return { points: all.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' '), zero: y(0) };
}

/** A line without axes: where the wealth of a factor went. Hidden from screen readers, which have the verdict. */
export function sparkLine(values: readonly number[]): SVGElement {
  const { points, zero } = sparkPoints(values);
  const element = make('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    class: 'spark',
    'aria-hidden': 'true',
  });
  if (values.length === 0) return element;
  element.append(
    make('line', { class: 'zero', x1: 0, x2: width, y1: zero, y2: zero }),
    make('polyline', { class: 'path', points }),
  );
  return element;
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
