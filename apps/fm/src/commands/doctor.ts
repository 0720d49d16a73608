import { resolve } from 'node:path';
import { loadConfig } from '@fm/platform';
import { describeParts, setDamagedAside } from '@fm/warehouse';
import { Command } from 'commander';
import { formatOption } from '../options.ts';
import { csvOf, note, print, tableOf, type Column, type OutputFormat } from '../output.ts';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';

const columns: readonly Column<Finding>[] = [
  { heading: 'capability', cell: (finding) => finding.capability },
  { heading: 'state', cell: (finding) => finding.state },
  { heading: 'found', cell: (finding) => finding.found },
  { heading: 'remedy', cell: (finding) => finding.remedy },
];

/** `fm doctor`: what is installed, which warehouse is used, and what is missing for which capability. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .addOption(formatOption())
    .option('--set-aside', 'go on without parts of the warehouse that are damaged: move them to FM_HOME/damaged first')
    .addHelpText(
      'after',
      '\nExamples:\n  $ fm doctor\n  $ fm doctor --format json\n  $ fm doctor --set-aside\n\nExit status 1 when something needed for mining is broken.',
    )
    .action(async (options: { format: OutputFormat; setAside?: boolean }) => {
      if (options.setAside === true) {
        const parts = await setDamagedAside(resolve(loadConfig().home));
        note(parts.length === 0 ? 'no part is damaged' : `set aside: ${describeParts(parts)}`);
      }
      const findings = await examine(process.env);
      if (options.format === 'json') print(JSON.stringify(findings, null, 2));
      else print(options.format === 'csv' ? csvOf(findings, columns) : tableOf(findings, columns));
      if (findings.some((finding) => finding.state === 'broken')) process.exitCode = 1;
    });
}
