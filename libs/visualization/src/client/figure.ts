import type { ChartContext, ChartModel } from '../charts/model.ts';
import { darkTheme, lightTheme } from '../charts/theme.ts';
import { dataTable } from './data-table.ts';
import { h } from './dom.ts';
import { type EChartsType, init } from './echarts.ts';

/** Makes a chart for the given width and colours. */
export type ChartBuilder = (context: ChartContext) => ChartModel;

/** A place on the page for one chart with its caption, description and data table. */
export interface Figure {
  readonly element: HTMLElement;
  /**
   * Draws a chart.
   *
   * @param address - where the server gives the same chart as SVG or PNG; without it there is no download
   */
  draw(build: ChartBuilder, synthetic: boolean, address?: string): void;
}

const dark = matchMedia('(prefers-color-scheme: dark)');

/** An empty figure; redraws by itself when its width or the colour scheme changes. */
export function createFigure(id: string): Figure {
  const title = h('h3', { id: `${id}-title` });
  const canvas = h('div', {
    class: 'chart',
    role: 'img',
    'aria-labelledby': `${id}-title`,
    'aria-describedby': `${id}-description`,
  });
  const description = h('p', { id: `${id}-description`, class: 'description' });
  const lead = h('p', { class: 'lead' });
  const caption = h('p', { class: 'method' });
  const method = h('details', { class: 'method' }, h('summary', {}, 'Method and description'), caption, description);
  const tablePlace = h('div', { id: `${id}-table`, hidden: true });
  const toggle = h(
    'button',
    { type: 'button', 'aria-expanded': 'false', 'aria-controls': `${id}-table`, onclick: toggleTable },
    'Show data table',
  );
  const links = h('span', { class: 'downloads' });
  const element = h(
    'figure',
    { id, class: 'panel' },
    title,
    canvas,
    h('figcaption', {}, lead, h('div', { class: 'tools' }, toggle, links), method),
    tablePlace,
  );

  let chart: EChartsType | undefined;
  let current: { build: ChartBuilder; synthetic: boolean; model: ChartModel } | undefined;

  function toggleTable(): void {
    const open = tablePlace.hidden;
    tablePlace.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = open ? 'Hide data table' : 'Show data table';
    fillTable();
  }

  function fillTable(): void {
    tablePlace.replaceChildren(
      ...(tablePlace.hidden || !current ? [] : [dataTable(current.model.table, current.model.title)]),
    );
  }

  function draw(build: ChartBuilder, synthetic: boolean, address?: string): void {
    if (address !== undefined) links.replaceChildren(...chartLinks(address));
    const width = canvas.clientWidth;
    const model = build({ theme: dark.matches ? darkTheme : lightTheme, width, synthetic });
    current = { build, synthetic, model };
    title.textContent = model.title;
    lead.textContent = model.lead;
    description.textContent = model.description;
    caption.textContent = model.caption;
    chart ??= init(canvas);
    chart.resize({ width, height: canvas.clientHeight });
    chart.setOption(model.option, { notMerge: true, lazyUpdate: false });
    fillTable();
  }

  function redraw(): void {
    if (current && canvas.clientWidth > 0) draw(current.build, current.synthetic);
  }

  let lastWidth = 0;
  new ResizeObserver(() => {
    if (Math.abs(canvas.clientWidth - lastWidth) > 1) redraw();
    lastWidth = canvas.clientWidth;
  }).observe(canvas);
  dark.addEventListener('change', redraw);
  return { element, draw };
}

function chartLinks(address: string): HTMLElement[] {
  const join = address.includes('?') ? '&' : '?';
  return ['svg', 'png'].map((format) =>
    h('a', { href: `${address}${join}format=${format}`, download: '' }, format.toUpperCase()),
  );
}
