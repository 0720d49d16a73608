import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPdfReader } from '@fm/financial-report';
import { extractText, getDocumentProxy } from 'unpdf';

/** Rounds, alternating; the fastest of each side counts, because other work on the machine only adds. */
const rounds = 5;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Time of our bounded reader over that of plain unpdf for one document, both warm. */
export async function pdfRatio(file: string): Promise<{ ours: number; unpdf: number; ratio: number }> {
  const bytes = readFileSync(file);
  const reader = createPdfReader();
  const ours = () => reader.read(bytes);
  const unpdf = async () => extractText(await getDocumentProxy(new Uint8Array(bytes)));
  await ours();
  await unpdf();
  let best = { ours: Number.POSITIVE_INFINITY, unpdf: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round += 1) {
    best = {
      ours: Math.min(best.ours, await milliseconds(ours)),
      unpdf: Math.min(best.unpdf, await milliseconds(unpdf)),
    };
  }
  await reader.close();
  return { ...best, ratio: best.ours / best.unpdf };
}

const folder = join(
  process.env['FM_REAL_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url)),
  'reports-pdf',
);

/** Ratios of the real annual reports; the goal is at most 1.3. */
export async function reports(): Promise<Record<string, unknown>> {
  if (!existsSync(folder)) return { skipped: `no reports at ${folder}` };
  const ratios: Record<string, unknown> = {};
  for (const name of readdirSync(folder).filter((file) => file.endsWith('10K.pdf')))
    ratios[name] = await pdfRatio(join(folder, name));
  return ratios;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2];
  if (file === undefined) throw new Error('Name a PDF: node scripts/bench/pdf-text.ts report.pdf');
  const { ours, unpdf, ratio } = await pdfRatio(file);
  console.log(`ours ${ours.toFixed(0)} ms, unpdf ${unpdf.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`);
  if (ratio > 1.3) process.exitCode = 1;
}
