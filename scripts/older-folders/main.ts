import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Random } from '../chaos/random.ts';

/**
 * Makes the fixture of an older release: a data folder that its program wrote, as a small archive.
 *
 *     node scripts/older-folders/main.ts CHECKOUT ARCHIVE.tgz
 *
 * CHECKOUT is a working tree of that release in which `npm ci` has run. The prices are invented.
 */
const [checkout, archive] = process.argv.slice(2).map((path) => resolve(path));
if (checkout === undefined || archive === undefined) throw new Error('Give a checkout and the archive to write.');

const scratch = mkdtempSync(join(tmpdir(), 'fm-older-'));
try {
  const [prices, home] = [join(scratch, 'prices'), join(scratch, 'home')];
  writePrices(prices);
  fm(home, 'ingest', 'prices', prices);
  fm(home, 'mine', '--factors', 'RSI14,ROC20', '--ranges', 'yearly');
  execFileSync('tar', ['-czf', archive, '-C', home, '.']);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function fm(home: string, ...args: string[]): void {
  const node = join(checkout!, 'node_modules', '.bin', 'node');
  const env = { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' };
  execFileSync(node, [join(checkout!, 'apps', 'fm', 'src', 'main.ts'), ...args], { env, stdio: 'inherit' });
}

/** Nine random walks over the weekdays of 2020. */
function writePrices(folder: string): void {
  mkdirSync(folder);
  const random = new Random(1);
  for (const symbol of 'ABCDEFGHI') {
    let close = 100;
    const lines = ['Date,Open,High,Low,Close,Adj Close,Volume'];
    for (let day = Date.UTC(2020, 0, 2); day < Date.UTC(2021, 0, 1); day += 86_400_000) {
      if (new Date(day).getUTCDay() % 6 === 0) continue;
      close *= 1 + (random.next() - 0.5) / 20;
      const [price, high, low] = [close, close * 1.01, close * 0.99].map((value) => value.toFixed(4));
      const volume = 1000 + Math.floor(random.next() * 1000);
      lines.push([new Date(day).toISOString().slice(0, 10), price, high, low, price, price, volume].join(','));
    }
    writeFileSync(join(folder, `${symbol.repeat(3)}.csv`), `${lines.join('\n')}\n`);
  }
}
