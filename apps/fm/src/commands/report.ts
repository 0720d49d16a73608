import { type FactorDefinition, factorOfRun } from '@fm/factors';
import { readDecay, readEvidence, readResults, type FactorEvidence, type RunRecord } from '@fm/results/read';
import { readRequest } from '@fm/mining';
import { compareFactor, type ComparedRun } from '@fm/portfolio';
import { readBySector, type FactorBySector } from '@fm/portfolio/sectors';
import { reasonText, verdictsOf, type FactorSummary } from '@fm/results';
import { counted, decayText, type FactorDecay, statisticText } from '@fm/results/evidence';
import { FmError } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { Command } from 'commander';
import { everyRangeOption, formatOption } from '../options.ts';
import { noteNewer } from '../note-newer-run.ts';
import { checkOutputFile, writeOutputFile } from '../output-file.ts';
import { note, print, type OutputFormat } from '../output.ts';
import { knownSetsTable } from '../report/comparison-table.ts';
import { decayTable } from '../report/decay-table.ts';
import { closestFactors, eventTable } from '../report/evidence-tables.ts';
import { factorIn } from '../report/factor-of-run.ts';
import { reportCsv } from '../report/report-csv.ts';
import { coverageText, sectionTables } from '../report/report-parts.ts';
import { sectorNote, sectorTable } from '../report/sector-table.ts';
import { everyRangeTable } from '../summary/every-range-table.ts';
import { readingWarehouse } from '../with-warehouse.ts';
import { type FactorReport, printJson } from '../json-outputs.ts';

const help = `
Examples:
  $ fm report ROC20
  $ fm report ROC20 --every-range
  $ fm report PB --format csv > pb.csv
  $ fm report PB --format json
  $ fm report PB --html pb.html

Coverage and what was left out come first, then every number with its estimator, over the sample of the run; one
line for each other range, or all of it with --every-range. JSON and CSV hold all ranges. Where industries are known
("fm ingest groups"), the sample is shown within each of them.
--html writes the tear sheet: one file with every chart of the page of the factor, light, dark and for paper.`;

interface ReportOptions {
  readonly run?: string;
  readonly everyRange: boolean;
  readonly html?: string;
  readonly format: OutputFormat;
}

/** `fm report`: everything a run knows about one factor. */
export function reportCommand(): Command {
  return new Command('report')
    .argument('<factor>', 'the factor')
    .option('--run <id>', 'the run: its id, or the start of it (default: the pinned one, or the latest that succeeded)')
    .addOption(everyRangeOption())
    .option('--html <file>', 'write the tear sheet: one self-contained page with every chart and figure')
    .addOption(formatOption())
    .addHelpText('after', help)
    .action(async (name: string, options: ReportOptions) => {
      if (options.html !== undefined) checkOutputFile(options.html, '--html');
      await readingWarehouse(async (warehouse) => {
        const { run, summaries: all } = await resultsFor(warehouse, name, options.run);
        noteNewer(run);
        const factor = factorIn(run, name);
        const summaries = all.filter((summary) => summary.factor === factor);
        if (options.html !== undefined) await writeSheet(warehouse, run.id, factor, options.html);
        if (options.format === 'csv') return print(reportCsv(summaries, run.synthetic));
        const evidence = await readEvidence(warehouse, run.id, factor);
        const known = await compareFactor(warehouse, run.id, factor);
        const judged = verdictsOf(summaries, run.request.formulas).map(({ summary }) => summary);
        const [decay = null] = await readDecay(warehouse, run.id, judged);
        const sectors = judged[0] === undefined ? null : await readBySector(warehouse, run, factor, judged[0]);
        if (options.format === 'json')
          return printJson<'report'>({
            ...{ ...reportData(run, factor, summaries, evidence), decay, knownFactors: known },
            bySector: sectors,
          });
        showReport(run, factor, summaries, evidence, options.everyRange);
        showSectors(sectors);
        showDecay(decay);
        showKnown(known);
      });
    });
}

async function writeSheet(warehouse: Warehouse, run: string, factor: string, path: string): Promise<void> {
  const { factorSheetOf } = await import('@fm/visualization/sheet');
  await writeOutputFile(path, Buffer.from(await factorSheetOf(warehouse, run, factor)), '--html');
  note(`the tear sheet is in ${path}`);
}

/** The report as data: the summaries with their evidence, and what every name and reason in them means. */
function reportData(
  run: RunRecord,
  factor: string,
  summaries: readonly FactorSummary[],
  evidence: FactorEvidence,
): Omit<FactorReport, 'knownFactors' | 'decay' | 'bySector'> {
  const names = [...new Set(summaries.flatMap(({ statistics }) => Object.keys(statistics)))];
  const reasons = [...new Set(summaries.flatMap(({ coverage }) => coverage.drops.map(({ reason }) => reason)))];
  return {
    ...{ run, factor, summaries, relations: evidence.relations, eventStudies: evidence.studies },
    statistics: Object.fromEntries(names.map((name) => [name, statisticText(name) ?? null])),
    reasons: Object.fromEntries(reasons.map((reason) => [reason, reasonText(reason)])),
  };
}

function showReport(
  run: RunRecord,
  factor: string,
  summaries: readonly FactorSummary[],
  evidence: FactorEvidence,
  everyRange: boolean,
): void {
  const definition = definitionIn(run, factor);
  if (run.synthetic) print('SYNTHETIC DATA: the demonstration market, no real company.\n');
  print(`${factor}: ${definition?.description ?? ''}\n${definition?.source ?? ''}`);
  const [verdict] = verdictsOf(summaries, run.request.formulas);
  if (verdict === undefined) return print(`run ${run.id}: the factor was not mined in it`);
  const against = verdict.caveats.length === 0 ? '' : `; against it: ${verdict.caveats.join(', ')}`;
  print(
    `run ${run.id}, ${counted(run.trials, 'trial')}, ${run.request.weighting} weights: ${verdict.belief}${against}`,
  );
  for (const summary of everyRange ? summaries : [verdict.summary]) showRange(summary, evidence);
  if (!everyRange && summaries.length > 1)
    print(`\nEvery range (all numbers of each: --every-range)\n${everyRangeTable(summaries)}`);
  for (const line of run.notes) note(line);
}

/** The results of a run. Where there are none, a misspelled factor is reported before the missing run. */
async function resultsFor(warehouse: Warehouse, name: string, id?: string): ReturnType<typeof readResults> {
  try {
    return await readResults(warehouse, id);
  } catch (thrown) {
    if (id === undefined && thrown instanceof FmError && thrown.code === 'NO_RUNS') readRequest({ factors: name });
    throw thrown;
  }
}

/** What the run meant by a name; undefined for a factor of an older catalogue. */
function definitionIn({ request }: RunRecord, name: string): FactorDefinition | undefined {
  try {
    return factorOfRun(request, name);
  } catch (thrown) {
    if (thrown instanceof FmError && thrown.code === 'DEFINITION_NOT_THERE') return undefined;
    throw thrown;
  }
}

/** The factor within each industry. */
function showSectors(found: FactorBySector | null): void {
  if (found === null) return;
  if (found.missing !== null) return note(`by industry: ${found.missing}`);
  print(`\nby industry, ${found.start} to ${found.end}\n${sectorTable(found)}`);
  note(`by industry: ${sectorNote(found)}`);
}

/** How the factor did against its own history. */
function showDecay(decay: FactorDecay | null): void {
  if (decay === null) return note('decay: not tested with fewer than 36 months');
  print(`\n${decayTable(decay)}`);
  note(`decay: ${decayText(decay)}`);
}

/** What is new in the factor against published factors. */
function showKnown(known: readonly ComparedRun[]): void {
  if (known.length === 0)
    return note('published factors: none were loaded; see `fm ingest factor-returns --help` and `fm compare --help`');
  print(`\n${knownSetsTable(known)}`);
}

function showRange(summary: FactorSummary, { relations, studies }: FactorEvidence): void {
  print(`\n${coverageText(summary)}`);
  for (const table of sectionTables(summary)) print(`\n${table}`);
  const here = ({ start, end }: { start: string; end: string }): boolean =>
    start === summary.start && end === summary.end;
  const around = studies.filter(here);
  if (around.length > 0) print(`\n${eventTable(around, 5)}`);
  const close = relations.filter(here);
  if (close.length > 0) print(`\n${closestFactors(close, 5)}`);
  const others = close.filter(({ spanningBeta }) => spanningBeta !== null).map(({ other }) => other);
  if (others.length > 0)
    print(`spanning regression on one factor of each other cluster of near-duplicates: ${others.join(', ')}`);
}
