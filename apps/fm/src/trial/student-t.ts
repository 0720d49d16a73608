/**
 * Two-sided p-value of Student's t by integrating the tail of its density with Simpson's rule: slow, and unrelated to
 * how the product does it. Beyond 40 from t the tail of 28 and more degrees of freedom is nothing.
 */
export function studentTwoSided(t: number, degrees: number): number {
  const density = densityOf(degrees);
  return 2 * integrate(density, Math.abs(t), Math.abs(t) + 40, 8000);
}

/** The t above which half of `significance` lies, by bisection. */
export function studentCritical(significance: number, degrees: number): number {
  const known = criticals.get(`${significance} ${degrees}`);
  if (known !== undefined) return known;
  let low = 0;
  let high = 20;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, degrees) > significance) low = middle;
    else high = middle;
  }
  criticals.set(`${significance} ${degrees}`, (low + high) / 2);
  return (low + high) / 2;
}

const criticals = new Map<string, number>();

function densityOf(degrees: number): (x: number) => number {
  const scale = Math.exp(logGamma((degrees + 1) / 2) - logGamma(degrees / 2)) / Math.sqrt(degrees * Math.PI);
  return (x) => scale * (1 + (x * x) / degrees) ** (-(degrees + 1) / 2);
}

function integrate(f: (x: number) => number, from: number, to: number, pieces: number): number {
  const width = (to - from) / pieces;
  let sum = f(from) + f(to);
  for (let piece = 1; piece < pieces; piece++) sum += f(from + piece * width) * (piece % 2 === 1 ? 4 : 2);
  return (sum * width) / 3;
}

/** log Gamma by Stirling's series after shifting the argument above 30. */
function logGamma(z: number): number {
  let shift = 0;
  let x = z;
  while (x < 30) {
    shift += Math.log(x);
    x += 1;
  }
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
