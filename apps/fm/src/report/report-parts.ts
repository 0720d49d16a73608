import { reasonText, type FactorSummary } from '@fm/results';
import { statisticSections, statisticText, type StatisticText, summaryNumberEntries } from '@fm/results/evidence';
import { tableOf, type Column } from '../output.ts';
import { decayTable, groupTable, inTable } from './signal-tables.ts';
import { valueText } from './value-text.ts';

/** One number of a report: what it is, its value, and how it was estimated. */
export interface ReportLine {
  readonly section: StatisticText['section'] | 'other';
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: StatisticText['unit'];
  readonly estimator: string;
}

/** All numbers of a summary, by section. */
export function reportLines(summary: FactorSummary): ReportLine[] {
  const sections: readonly ReportLine['section'][] = [...statisticSections, 'other'];
  const lines: ReportLine[] = [
    ...summaryNumberEntries
      .filter(([, { listedAs }]) => listedAs === undefined)
      .map(([name, { section, label, unit, estimator }]): ReportLine => {
        return { section, name, label, value: summary[name], unit, estimator };
      }),
    ...Object.entries(summary.statistics).map(([name, value]): ReportLine => {
      const text = statisticText(name) ?? { section: 'other' as const, label: name, unit: 'number', estimator: '' };
      return { ...text, name, value, ...(name === 'netPremium' && { estimator: heldText(summary, text.estimator) }) };
    }),
  ];
  return sections.flatMap((section) => lines.filter((line) => line.section === section));
}

/** Which side is held, in words. */
function heldText({ side }: FactorSummary, estimator: string): string {
  if (side === null) return estimator;
  return `${side}: ${side === 'long' ? 'long High, short Low' : 'long Low, short High'}; ${estimator}`;
}

const lineColumns: readonly Column<ReportLine>[] = [
  { heading: '', cell: (line) => line.label },
  { heading: 'value', cell: (line) => line.value, text: valueText },
  { heading: 'estimator', cell: (line) => line.estimator },
];

/** The numbers of a summary as tables, a section each. */
export function sectionTables(summary: FactorSummary): string[] {
  const bySection = new Map<string, ReportLine[]>();
  for (const line of reportLines(summary)) {
    if (inTable(line.name)) continue;
    bySection.set(line.section, [...(bySection.get(line.section) ?? []), line]);
  }
  const tables = [...bySection].map(([section, lines]) => {
    const [first, ...rest] = lineColumns as [Column<ReportLine>, ...Column<ReportLine>[]];
    return tableOf(lines, [{ ...first, heading: section }, ...rest]);
  });
  return [...tables.slice(0, 3), ...decayTable(summary), ...groupTable(summary), ...tables.slice(3)];
}

/** Coverage of a range and everything left out, with what each reason means. */
export function coverageText({ start, end, coverage }: FactorSummary): string {
  const { sessions, sessionsWithReturn, meanStocks, minStocks, maxStocks, drops } = coverage;
  const head = `${start} to ${end}: ${sessionsWithReturn} of ${sessions} sessions with a return, ${meanStocks.toFixed(1)} stocks ranked a session (${minStocks} to ${maxStocks})`;
  if (drops.length === 0) return `${head}\nnothing was left out`;
  return `${head}\n${tableOf(drops, [
    { heading: 'left out', cell: ({ reason }) => reason },
    { heading: 'count', cell: ({ count }) => count },
    { heading: 'unit', cell: ({ unit }) => unit },
    { heading: 'why', cell: ({ reason }) => reasonText(reason) },
  ])}`;
}
