import type { EventStudies, EventStudyRow } from '../api/factor-schemas.ts';
import { formatValue } from '../format.ts';
import { categoryLineOption } from './category-lines.ts';
import type { ChartContext, ChartModel, DataTable } from './model.ts';

/** Names of the events as a reader knows them. */
const eventNames: Readonly<Record<string, string>> = { enters_high: 'enters High', enters_low: 'enters Low' };

function nameOf(event: string): string {
  return eventNames[event] ?? event;
}

/** Cumulative market-adjusted return around the sessions in which stocks enter a leg. */
export function eventStudy({ start, end, rows }: EventStudies, context: ChartContext): ChartModel {
  const events = [...new Set(rows.map(({ event }) => event))];
  const offsets = [...new Set(rows.map(({ offset }) => offset))].sort((a, b) => a - b);
  const find = (event: string, offset: number) => rows.find((row) => row.event === event && row.offset === offset);
  const lines = events.map((event) => ({
    name: nameOf(event),
    values: offsets.map((offset) => find(event, offset)?.cumulative ?? null),
  }));
  const last = offsets.at(-1) ?? 0;
  const ends = events.map((event) => sentenceOf(event, find(event, last))).join('; ');
  return {
    id: 'event-study',
    title: 'Around the entry into a leg',
    lead: ends === '' ? 'No stock entered a leg in this range.' : `${last} sessions after the entry: ${ends}.`,
    caption:
      `Mean market-adjusted return of the stocks that enter High or Low, cumulated over the sessions around the entry ` +
      `(session 0), in percent, ${start} to ${end}, as the run stored it. Events of one session share its return, so single sessions are not tested; the test of the return after an entry is among the statistics of the factor.`,
    description: ends === '' ? 'There is no event.' : `Cumulative return ${last} sessions after the entry: ${ends}.`,
    option: categoryLineOption(offsets.map(String), lines, 'cumulative return', 'percent', context),
    table: eventTable(rows),
  };
}

function sentenceOf(event: string, row: EventStudyRow | undefined): string {
  return `${nameOf(event)} ${formatValue(row?.cumulative, 'percent')} (${formatValue(row?.events, 'count')} events)`;
}

/** Every session of every event. */
function eventTable(rows: readonly EventStudyRow[]): DataTable {
  return {
    columns: [
      { key: 'event', label: 'Event', quantity: 'text' },
      { key: 'offset', label: 'Session', quantity: 'count' },
      { key: 'events', label: 'Events', quantity: 'count' },
      { key: 'abnormal', label: 'Market-adjusted return', quantity: 'percent' },
      { key: 'cumulative', label: 'Cumulated', quantity: 'percent' },
    ],
    rows: rows.map((row) => ({ ...row, event: nameOf(row.event) })),
  };
}
