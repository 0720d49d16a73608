import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** The product's sources in another folder, with the same packages. */
export function copyWorkspace(to: string): void {
  for (const part of ['package.json', 'apps/fm', 'libs']) {
    const filter = (path: string): boolean => !/node_modules|\/dist(\/|$)/.test(path);
    cpSync(join(root, part), join(to, part), { recursive: true, filter });
  }
  mkdirSync(join(to, 'node_modules/@fm'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@fm') symlinkSync(join(root, 'node_modules', name), join(to, 'node_modules', name));
  }
  for (const name of readdirSync(join(to, 'libs')))
    symlinkSync(join(to, 'libs', name), join(to, 'node_modules/@fm', name));
}

/** A year of invented prices of six stocks. */
export function writePrices(folder: string): void {
  mkdirSync(folder);
  for (let stock = 0; stock < 6; stock++) {
    const lines = ['Date,Open,High,Low,Close,Adj Close,Volume'];
    let price = 50 + stock;
    for (let day = 0, time = Date.UTC(2020, 0, 1); lines.length <= 250; day++, time += 86_400_000) {
      if ([0, 6].includes(new Date(time).getUTCDay())) continue;
      price *= 1 + 0.02 * Math.sin(day * (1 + stock) * 1.7) + 0.0001 * stock;
      const text = price.toFixed(4);
      lines.push(`${new Date(time).toISOString().slice(0, 10)},${text},${text},${text},${text},${text},${1000 + day}`);
    }
    writeFileSync(join(folder, `S${stock}.csv`), `${lines.join('\n')}\n`);
  }
}
