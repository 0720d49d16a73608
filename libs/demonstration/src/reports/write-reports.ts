import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StockDesign } from '../prices/design.ts';
import { Random } from '../random.ts';

/** Measures by kind of document, as the reader of reports asks for them. */
const kinds = {
  'annual-report': { month: '03', measures: ['CEOS', 'ESGI', 'MTCI', 'RISK', 'STTG'] },
  'proxy-statement': { month: '04', measures: ['BoardAge', 'ExecutivePay'] },
  'sustainability-report': { month: '06', measures: ['EnvRating'] },
} as const;

type Measure = (typeof kinds)[keyof typeof kinds]['measures'][number];

/**
 * Writes three documents a year of every company under `reports/`, each a text with a recorded answer beside it in the
 * format `fm.report-answer.v1`, so that no model has to be asked. No premium is planted on them.
 */
export async function writeReports(
  folder: string,
  seed: number,
  designs: readonly StockDesign[],
  firstYear: number,
  lastYear: number,
): Promise<string> {
  const reports = join(folder, 'reports');
  await mkdir(reports, { recursive: true });
  for (const design of designs) {
    const random = new Random(seed, `reports-${design.symbol}`);
    const habits = habitsOf(random, design);
    for (let year = firstYear; year <= lastYear; year++) {
      for (const [kind, { month, measures }] of Object.entries(kinds)) {
        const values = measures.map((measure) => [measure, habits(measure, year - firstYear)] as const);
        const path = join(reports, `${design.symbol.toLowerCase()}-${kind}-${year}.txt`);
        await writeFile(path, `${textOf(design, kind, year, values)}\n`);
        await writeFile(`${path}.answer.json`, answerOf(design, kind, `${year}-${month}-15`, values));
      }
    }
  }
  return reports;
}

type Values = readonly (readonly [Measure, number])[];

/** Values of a company by measure: a level of its own and a little change from year to year. */
function habitsOf(random: Random, { shares, firstPrice }: StockDesign): (measure: Measure, year: number) => number {
  const ratings = new Map<Measure, number>();
  const age = 55 + 12 * random.uniform();
  const pay = shares * firstPrice * (0.0004 + 0.002 * random.uniform());
  return (measure, year) => {
    if (measure === 'BoardAge') return Math.round((age + 0.2 * year) * 10) / 10;
    if (measure === 'ExecutivePay') return Math.round(pay * (1 + 0.05 * year));
    const level = ratings.get(measure) ?? 2 + 6 * random.uniform();
    ratings.set(measure, level);
    return Math.round(Math.min(10, Math.max(0, level + 0.4 * random.normal())) * 10) / 10;
  };
}

function textOf({ name }: StockDesign, kind: string, year: number, values: Values): string {
  const lines = values.map(([measure, value]) => `${measure}: ${value}`);
  return [`${name}: ${kind} ${year}. Invented by a generator.`, ...lines].join('\n');
}

function answerOf({ symbol }: StockDesign, kind: string, day: string, values: Values): string {
  const reading = Object.fromEntries(
    values.map(([measure, value]) => [
      measure,
      { value, summary: '', key_figures: [], change: '', reason: 'Invented by the generator of the demonstration.' },
    ]),
  );
  const answer = {
    format: 'fm.report-answer.v1',
    symbol,
    kind,
    published: `${day}T21:30:00Z`,
    synthetic: true,
    model: 'demonstration',
    scored_at: `${day}T22:00:00Z`,
    reading,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
