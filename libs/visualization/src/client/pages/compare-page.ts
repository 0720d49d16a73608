import type { Compare } from '../../api/page-schemas.ts';
import { coefficientOverlay, correlationMap, premiaOverlay } from '../../charts/compare.ts';
import { dataTable } from '../tables/data-table.ts';
import { h } from '../browser/dom.ts';
import { createFactorChooser } from '../forms/factor-chooser.ts';
import { createFigure } from '../figures/figure.ts';
import { type Layout, runLine, runNotes } from '../layout/layout.ts';
import { type Change, type Page, pick } from './page.ts';
import { downloads, grid } from '../layout/sections.ts';
import { queryOf } from '../browser/url-state.ts';

const names = ['run', 'start', 'end', 'factors'];

const columns = [
  { key: 'factor', label: 'Factor', quantity: 'text' },
  { key: 'alpha', label: 'Alpha per year', quantity: 'percent' },
  { key: 'alphaTStat', label: 't of alpha', quantity: 'tStatistic' },
  { key: 'alphaPValue', label: 'p-value', quantity: 'pValue' },
  { key: 'rSquared', label: 'R\u00b2', quantity: 'share' },
  { key: 'observations', label: 'Sessions', quantity: 'count' },
  { key: 'reason', label: 'Missing because', quantity: 'text' },
] as const;

/** The factors of a run beside each other. */
export function comparePage({ announce, markSynthetic }: Layout, change: Change): Page<Compare> {
  const about = h('div', { class: 'about' });
  const correlations = createFigure('correlations');
  const premia = createFigure('premia');
  const coefficients = createFigure('coefficients');
  const chooser = createFactorChooser(change);
  const spanning = h('div', { class: 'panel' });
  return {
    title: 'Compare factors',
    content: [
      about,
      correlations.element,
      chooser.element,
      grid([premia, coefficients]),
      h('section', {}, h('h2', {}, 'What a factor adds to the others'), spanning),
    ],
    load: (state, get) => get<Compare>(`/api/v1/compare${queryOf(pick(state, ...names))}`),
    runOf: ({ run }) => run.run,
    show(data, state) {
      const { run } = data;
      markSynthetic(run.synthetic);
      about.replaceChildren(
        h(
          'p',
          {},
          ...runLine(run, state['run'] === undefined),
          `${data.factors.length} factors share ${data.sessions} sessions.`,
        ),
        ...runNotes(run),
      );
      chooser.fill(data.factors, data.overlaid);
      const window = pick(state, ...names);
      for (const [figure, build] of [
        [correlations, correlationMap],
        [premia, premiaOverlay],
        [coefficients, coefficientOverlay],
      ] as const) {
        figure.draw(
          (context) => build(data, context),
          run.synthetic,
          `/api/v1/charts/${figure.element.id}${queryOf(window)}`,
        );
      }
      spanning.replaceChildren(
        h(
          'p',
          {},
          'Spanning regression of each factor return on those that are not near-duplicates, one for each cluster (|correlation| of 0.7 and more): alpha is what it earns beyond them, times 252; t and p by cosines.',
        ),
        dataTable(
          { columns, rows: data.spanning.map((row) => ({ ...row, reason: row.reason ?? '-' })) },
          'Spanning regressions',
        ),
        downloads(
          ...(['correlations', 'premia', 'coefficients', 'spanning'] as const).map(
            (part) => [`/api/v1/compare${queryOf({ ...window, part, format: 'csv' })}`, part] as const,
          ),
        ),
      );
      announce(`${data.factors.length} factors compared`);
    },
  };
}
