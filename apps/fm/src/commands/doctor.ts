import { resolve } from 'node:path';
import { loadConfig } from '@fm/platform';
import { dataFindings, readDataState, type DataFinding, type ReasonCount } from '@fm/market/facts';
import { describeParts, setDamagedAside } from '@fm/warehouse';
import { Command } from 'commander';
import { readingWarehouse } from '../with-warehouse.ts';
import { formatOption } from '../options.ts';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { printJson } from '../json-outputs.ts';

const columns: readonly Column<Finding>[] = [
  { heading: 'capability', cell: (finding) => finding.capability },
  { heading: 'state', cell: (finding) => finding.state },
  { heading: 'found', cell: (finding) => finding.found },
  { heading: 'remedy', cell: (finding) => finding.remedy },
];

const dataColumns: readonly Column<DataFinding>[] = [
  { heading: 'data', cell: (finding) => finding.subject },
  { heading: 'state', cell: (finding) => finding.state },
  { heading: 'found', cell: (finding) => finding.found },
  { heading: 'remedy', cell: (finding) => finding.remedy },
];

const reasonColumns: readonly Column<ReasonCount>[] = [
  { heading: 'source', cell: (row) => row.source },
  { heading: 'refused or missing', cell: (row) => row.reason },
  { heading: 'state', cell: (row) => row.state },
  { heading: 'count', cell: (row) => row.count },
];

/** `fm doctor --data`: the state of the warehouse on one screen, and what was refused or is missing by reason. */
async function showData(format: OutputFormat): Promise<void> {
  await readingWarehouse(async (warehouse) => {
    const state = await readDataState((...question) => warehouse.query(...question));
    if (format === 'json') printJson<'doctor-data'>({ ...state, findings: dataFindings(state) });
    else if (format === 'csv') print(csvOf(state.reasons, reasonColumns));
    else {
      print(tableOf(dataFindings(state), dataColumns));
      if (state.reasons.length > 0) print(`\n${tableOf(state.reasons.slice(0, reasonsShown), reasonColumns)}`);
      const more = state.reasons.length - reasonsShown;
      if (more > 0) print(`and ${more} more reasons; --format csv lists all`);
    }
  });
}

/** Reasons that fit one screen below the findings. */
const reasonsShown = 25;

/** `fm doctor`: what is installed, which warehouse is used, and what is missing for which capability. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .addOption(formatOption())
    .option(
      '--data',
      'the state of the data: symbols, sessions, gaps, filers, and what was refused or is missing by reason',
    )
    .option('--set-aside', 'continue without damaged parts of the warehouse: move them to FM_HOME/damaged first')
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm doctor\n  $ fm doctor --data\n  $ fm doctor --format json\n  $ fm doctor --set-aside\n\nExit status 1 when something needed for mining is broken.',
    )
    .action(async (options: { format: OutputFormat; setAside?: boolean; data?: boolean }) => {
      if (options.setAside === true) {
        const parts = await setDamagedAside(resolve(loadConfig().home));
        note(parts.length === 0 ? 'no part is damaged' : `set aside: ${describeParts(parts)}`);
      }
      if (options.data === true) return showData(options.format);
      const findings = await examine(process.env);
      if (options.format === 'json') printJson<'doctor'>(findings);
      else print(options.format === 'csv' ? csvOf(findings, columns) : tableOf(findings, columns));
      if (findings.some((finding) => finding.state === 'broken')) process.exitCode = 1;
    });
}
