import { byOlderRules, counted, ledgerText } from '@fm/results/evidence';
import type { Overview, SummaryPageBody } from '../../api/schemas.ts';
import { overviewCharts } from '../../charts/overview.ts';
import { h } from '../browser/dom.ts';
import { createFigure } from '../figures/figure.ts';
import { createFilterForm } from '../forms/filter-form.ts';
import { type Layout, runLine, runNotes } from '../layout/layout.ts';
import { type Change, type Page, pick } from './page.ts';
import { overviewHeadline } from '../verdicts/overview-headline.ts';
import { createResultsTable } from '../tables/results-table.ts';
import { queryOf } from '../browser/url-state.ts';
import { createVerdictTable } from '../verdicts/verdict-table.ts';

const filterNames = ['run', 'type', 'factor', 'start', 'end', 'q'];
const tableNames = [...filterNames, 'sort', 'order', 'page'];

interface OverviewData {
  readonly overview: Overview;
  readonly page: SummaryPageBody;
}

/** The overview: filters, the three charts, and the table of results. */
export function overviewPage({ announce, markSynthetic }: Layout, change: Change): Page<OverviewData> {
  const about = h('div', { class: 'about' });
  const form = createFilterForm(change);
  const verdicts = createVerdictTable(change);
  const warnings = h('div', { class: 'warnings' });
  const headline = h('dl', { class: 'facts panel', id: 'headline' });
  const figures = ['t-statistics', 'r-squared', 'beta'].map(createFigure);
  const table = createResultsTable(change);
  return {
    title: 'Which factors deserve belief',
    content: [
      warnings,
      headline,
      form.element,
      verdicts.element,
      about,
      h('div', { class: 'charts' }, ...figures.map(({ element }) => element)),
      table.element,
    ],

    async load(state, get) {
      const [overview, page] = await Promise.all([
        get<Overview>(`/api/v1/overview${queryOf(pick(state, ...filterNames))}`),
        get<SummaryPageBody>(`/api/v1/summaries${queryOf({ ...pick(state, ...tableNames), statistics: 'false' })}`),
      ]);
      return { overview, page };
    },

    runOf: ({ overview }) => overview.run.run,

    show({ overview, page }, state) {
      const { run, limits, points } = overview;
      markSynthetic(run.synthetic);
      headline.replaceChildren(...overviewHeadline(overview, state['run'] ?? ''));
      warnings.replaceChildren(...warningsOf(overview));
      about.replaceChildren(...aboutRun(overview, state['run'] === undefined));
      form.fill(overview, state);
      const csv = queryOf({ ...pick(state, ...filterNames), format: 'csv' });
      verdicts.fill(overview, state, `/api/v1/verdicts${csv}`);
      figures.forEach((figure, at) => {
        const build = overviewCharts[at];
        const address = `/api/v1/charts/${figure.element.id}${queryOf(pick(state, ...filterNames))}`;
        if (build) figure.draw((context) => build(points, limits, context), run.synthetic, address);
      });
      table.fill(
        page,
        state,
        `/api/v1/summaries${queryOf({ ...pick(state, ...tableNames), page: '', format: 'csv' })}`,
      );
      announce(`${page.total} results shown`);
    },
  };
}

function aboutRun({ run, runs, trials, newer, ledger }: Overview, latest: boolean): (HTMLElement | string)[] {
  const complete = runs.filter((each) => each.status === 'succeeded').length;
  const tried =
    `${counted(trials.total, 'trial')} (factors with a premium in the sample) of ${counted(trials.factors, 'factor')} over ${counted(trials.ranges, 'date range')}. ` +
    `${runs.length} ${runs.length === 1 ? 'run' : 'runs'} in the warehouse, ${complete} complete.`;
  const later =
    newer === undefined
      ? []
      : ['The newest is ', h('a', { href: `/${queryOf({ run: newer })}` }, newer.slice(0, 12)), '. '];
  const ledgerLine = ledger === undefined ? [] : [h('p', {}, ledgerText(ledger))];
  return [h('p', {}, ...runLine(run, latest), ...later, tried), ...ledgerLine, ...runNotes(run)];
}

/** What a reader must know before the answer. */
function warningsOf({ ledger, verdicts }: Overview): HTMLElement[] {
  const isOlder = verdicts.some(({ role }) => role === '');
  const warnings = [...(isOlder ? [byOlderRules] : []), ...(ledger === undefined ? [ledgerText(ledger)] : [])];
  return warnings.map((text) => h('p', { class: 'failure' }, text));
}
