import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { addLongRun, longRun } from './dashboard-long-run.ts';
import { measurePages } from './dashboard-pages.ts';
import { costOf } from './processes.ts';
import { serve } from './serve.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fm = join(root, 'apps/fm/src/main.ts');
const engineWithoutDashboard = fileURLToPath(new URL('engine-without-dashboard.ts', import.meta.url));

/*
 * Speed and memory of the dashboard on the demonstration run, in the browser and under load:
 *
 *   node scripts/bench/dashboard.ts          makes the demonstration market in a temporary folder
 *   node scripts/bench/dashboard.ts FOLDER   uses a folder that `fm demo` filled; a long run is added to it
 */
const given = process.argv[2];
const home = given ?? mkdtempSync(join(tmpdir(), 'fm-bench-'));
const environment = { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', FM_LOG_LEVEL: 'warn' };
if (given === undefined) await costOf(process.execPath, [fm, 'demo', '--format', 'json'], environment);
await addLongRun(home);

const engineMiB = await residentAfter(engineWithoutDashboard);
const { child, url } = await serve(environment);
try {
  const idleMiB = residentMiB(child);
  const pages = await measurePages(url, `/factors/RSI14?run=${longRun}`);
  const load = await underLoad(`${url}/api/v1/overview`);
  const serverMiB = residentMiB(child);
  const memory = { engineWithoutDashboardMiB: engineMiB, idleMiB, serverMiB, besideEngineMiB: serverMiB - engineMiB };
  process.stdout.write(`${JSON.stringify({ pages, load, memory }, null, 2)}\n`);
} finally {
  child.kill('SIGTERM');
  await once(child, 'exit');
  if (given === undefined) rmSync(home, { recursive: true, force: true });
}

/** 50 requests a second for 30 seconds over 10 connections. */
async function underLoad(address: string): Promise<Record<string, number>> {
  const result = await autocannon({ url: address, connections: 10, overallRate: 50, duration: 30 });
  const { latency, errors, timeouts, non2xx } = result;
  return {
    requests: result['2xx'],
    errors: errors + timeouts + non2xx,
    p50Milliseconds: latency.p50,
    p99Milliseconds: latency.p99,
    maxMilliseconds: latency.max,
  };
}

/** Resident memory of a program that says `ready` and waits. */
async function residentAfter(program: string): Promise<number> {
  const waiting = spawn(process.execPath, [program], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  await once(waiting.stdout, 'data');
  const resident = residentMiB(waiting);
  waiting.stdin.end();
  await once(waiting, 'exit');
  return resident;
}

function residentMiB({ pid }: ChildProcess): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kibibytes) / 1024);
}
