import type { Ranking } from '../../api/ranking-schemas.ts';
import { rankingCharts } from '../../charts/ranking.ts';
import { getJson, ProblemError } from '../api.ts';
import { h } from '../browser/dom.ts';
import { queryOf, type UrlState } from '../browser/url-state.ts';
import { createFigure } from '../figures/figure.ts';
import { problemPanel } from '../layout/layout.ts';
import { downloads, grid } from '../layout/sections.ts';

const rows: readonly (readonly string[])[] = [
  ['quantile-wealth'],
  ['ic-decay', 'ic-sizes'],
  ['rank-autocorrelation', 'leg-turnover'],
];

/** How a factor ranks its stocks: asked for after the page is shown, since the server may have to rank them again. */
export function createRankingPanel(api: string) {
  const charts = Object.entries(rankingCharts).map(([id, chart]) => ({ id, ...chart, figure: createFigure(id) }));
  // What belongs together is side by side, with or without market values.
  const figures = h(
    'div',
    {},
    ...rows.map((ids) => grid(charts.filter(({ id }) => ids.includes(id)).map(({ figure }) => figure))),
  );
  const notes = h('div', { role: 'status', id: 'ranking' });
  const element = h('div', {}, notes, figures);
  let wanted = '';

  return {
    element,
    /**
     * Shows the ranking over the dates of a range of a run; the last question wins.
     *
     * @param window - run, start and end
     */
    async show(factor: string, window: UrlState, synthetic: boolean): Promise<void> {
      const query = queryOf(window);
      if (query === wanted) return;
      wanted = query;
      element.setAttribute('aria-busy', 'true');
      figures.hidden = true;
      notes.replaceChildren(h('p', {}, 'Ranking the stocks again\u2026'));
      try {
        const data = await getJson<Ranking>(`${api}/ranking${query}`);
        if (query !== wanted) return;
        notes.replaceChildren(
          ...notesOf(data),
          downloads([`${api}/ranking${queryOf({ ...window, format: 'csv' })}`, 'groups']),
        );
        figures.hidden = false;
        for (const { figure, build, isThere } of charts) {
          figure.element.hidden = !isThere(data);
          const address = `/api/v1/charts/${figure.element.id}${queryOf({ factor, ...window })}`;
          if (isThere(data)) figure.draw((context) => build(data, context), synthetic, address);
        }
      } catch (thrown) {
        if (!(thrown instanceof ProblemError)) throw thrown;
        if (query !== wanted) return;
        notes.replaceChildren(problemPanel(thrown.problem));
        wanted = '';
      }
      element.setAttribute('aria-busy', 'false');
    },
  };
}

/** What is not shown, and why. */
function notesOf({ missing, sizes }: Ranking): HTMLElement[] {
  if (missing !== null) return [h('p', {}, `The stocks cannot be ranked again: ${missing}`)];
  return sizes.missing === null ? [] : [h('p', {}, `Not split by size: ${sizes.missing}`)];
}
