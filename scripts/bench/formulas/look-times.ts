import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { costOf } from '../processes.ts';
import { serve } from '../serve.ts';

const formulas = {
  first: 'close / delay(close, 252) - 1',
  momentum: 'delay(close, 21) / delay(close, 252) - 1',
  correlation: '-correlation(rank(open), rank(volume), 10)',
  heavy:
    'rank(decay_linear(correlation(rank(close), rank(volume), 10), 8)) - ts_rank(decay_linear(delta(high, 3), 7), 20)',
  filings: '(ttm(net_income) - yoy(ttm(net_income))) / pit(total_assets)',
} as const;

/*
 * node scripts/bench/formulas/look-times.ts: what the formula page shows at a glance, over a generated market of 500 stocks and
 * 2,520 sessions, asked for as the page asks: by HTTP of `fm serve`. The first look reads the market from the warehouse.
 */
const home = mkdtempSync(join(tmpdir(), 'fm-bench-looks-'));
const environment = { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', FM_LOG_LEVEL: 'warn' };
const writer = fileURLToPath(new URL('../mining/write-market.ts', import.meta.url));
await costOf(process.execPath, [writer, home, '500', '2520'], environment);
const { child, url } = await serve(environment);
try {
  const looks: Record<string, object> = {};
  for (const [name, formula] of Object.entries(formulas)) {
    const started = performance.now();
    const answer = await fetch(`${url}/api/v1/formulas/evidence`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ formula }),
    });
    const body = (await answer.json()) as Record<string, unknown>;
    const { stocks, sessions, coverage } = body;
    if (!answer.ok) throw new Error(JSON.stringify(body));
    looks[name] = { seconds: (performance.now() - started) / 1000, stocks, sessions, coverage };
  }
  process.stdout.write(`${JSON.stringify(looks, null, 1)}\n`);
} finally {
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(home, { recursive: true, force: true });
}
