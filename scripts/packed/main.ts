/**
 * `node scripts/packed/main.ts FOLDER`: tries what needs native modules and threads of the packed `fm`, installed in a folder in
 * which `fm demo` has run: every chart as PNG, the report of a factor, a PDF file, and an end on SIGTERM.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pdfOf } from '@fm/financial-report/testing';
import { serve } from '../bench/serve.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node scripts/packed/main.ts FOLDER');
const fm = join(folder, 'node_modules/.bin/fm');

const { child, url } = await serve(process.env, { command: [fm], cwd: folder });
try {
  const names = await chartNames(url);
  for (const name of names) {
    const chart = await bytesOf(`${url}/api/v1/charts/${name}?factor=RSI14&factors=RSI14,ROC20&format=png`);
    if (chart.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${name} is not drawn as PNG`);
  }
  const report = (await bytesOf(`${url}/api/v1/factors/RSI14/report`)).toString();
  if (!report.includes('<svg')) throw new Error('the report of RSI14 has no charts');
  process.stdout.write(`${names.length} charts as PNG, and a report of ${report.length} characters\n`);
} finally {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
if (child.exitCode !== 0) throw new Error(`fm serve ended with ${child.exitCode ?? child.signalCode} on SIGTERM`);
readPdf(folder);

/** The names in the refusal of one that is not a chart. */
async function chartNames(url: string): Promise<readonly string[]> {
  const refusal = (await (await fetch(`${url}/api/v1/charts/none`)).json()) as { readonly remedy: string };
  const names = /^Use one of: (.+)\.$/.exec(refusal.remedy)?.[1]?.split(', ') ?? [];
  if (names.length < 10) throw new Error(`no charts are named in ${JSON.stringify(refusal)}`);
  return names;
}

async function bytesOf(address: string): Promise<Buffer> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(60_000) });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${bytes.toString()}`);
  return bytes;
}

/** A PDF with a recorded answer of the demonstration, into a warehouse of its own. */
function readPdf(place: string): void {
  const home = join(place, 'pdf');
  const file = join(home, 'DEMO01-report.pdf');
  mkdirSync(home, { recursive: true });
  writeFileSync(file, pdfOf('The chief executive has led the company for nine years.'));
  const answer = join(place, '.fm/demonstration/reports/demo01-annual-report-2014.txt.answer.json');
  copyFileSync(answer, `${file}.answer.json`);
  const label = ['--symbol', 'DEMO01', '--kind', 'annual-report', '--published', '2014-03-15'];
  const run = spawnSync(fm, ['ingest', 'financial-report', file, ...label, '--format', 'json'], {
    ...{ cwd: place, encoding: 'utf8', env: { ...process.env, FM_HOME: join(home, '.fm') } },
  });
  if (run.status !== 0) throw new Error(`the PDF was not read: ${run.stderr}`);
  process.stdout.write(`a PDF: ${run.stdout}`);
}
