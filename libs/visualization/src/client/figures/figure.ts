import { debounce } from '../browser/debounce.ts';
import type { ChartContext, ChartModel, ChartOption } from '../../charts/model.ts';
import type { Visible } from '../../charts/refined-lines.ts';
import { darkTheme, lightTheme } from '../../charts/theme.ts';
import { dataTable } from '../tables/data-table.ts';
import { drawAtRest, drawingLibrary, drawSoon, type Drawable, registerFigure } from './drawing.ts';
import { h } from '../browser/dom.ts';
import type { EChartsType } from './echarts.ts';

/** Makes a chart for the given width and colours. */
export type ChartBuilder = (context: ChartContext) => ChartModel;

/** What changes of a chart that is zoomed to some days. */
export type Refine = (visible: Visible) => Promise<ChartOption>;

/** A place on the page for one chart with its caption, description and data table. */
export interface Figure {
  readonly element: HTMLElement;
  /**
   * Draws a chart.
   *
   * @param address - where the server gives the same chart as SVG or PNG; without it there is no download
   * @param refine - brings finer points of what is seen after zooming; without it the chart has all its points
   */
  draw(build: ChartBuilder, synthetic: boolean, address?: string, refine?: Refine): void;
}

/** Pixels that a chart is made for until its own width is known. */
const usualWidth = 900;

const dark = matchMedia('(prefers-color-scheme: dark)');

/** An empty figure; drawn when it comes near what is seen, and again when its width or the colour scheme changes. */
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
    { id, class: 'panel far' },
    title,
    canvas,
    h('figcaption', {}, lead, h('div', { class: 'tools' }, toggle, links), method),
    tablePlace,
  );

  let chart: EChartsType | undefined;
  let refineSeen: Refine | undefined;
  let isNear = false;
  let isDrawn = false;
  let width = usualWidth;
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

  function draw(build: ChartBuilder, synthetic: boolean, address?: string, refine?: Refine): void {
    refineSeen = refine;
    if (address !== undefined) links.replaceChildren(...chartLinks(address));
    make(build, synthetic);
    if (isNear) drawSoon(drawable);
  }

  /** Text of the chart and what will be drawn; asks for no layout, so that a page of figures is laid out once. */
  function make(build: ChartBuilder, synthetic: boolean): void {
    isDrawn = false;
    delete canvas.dataset['drawn'];
    const model = build({ theme: dark.matches ? darkTheme : lightTheme, width, synthetic });
    current = { build, synthetic, model };
    title.textContent = model.title;
    lead.textContent = model.lead;
    description.textContent = model.description;
    caption.textContent = model.caption;
    fillTable();
  }

  /** Draws the figure's current content, once; charts far from what is seen wait until they come near. */
  async function paint(): Promise<void> {
    const { init } = await drawingLibrary();
    if (isDrawn || !current || canvas.clientWidth === 0) return;
    if (canvas.clientWidth !== width) {
      width = canvas.clientWidth;
      make(current.build, current.synthetic);
    }
    isDrawn = true;
    chart ??= listening(init(canvas));
    if (chart.getWidth() !== width || chart.getHeight() !== canvas.clientHeight)
      chart.resize({ width, height: canvas.clientHeight });
    chart.setOption(current.model.option, { notMerge: true, lazyUpdate: false });
    canvas.dataset['drawn'] = '';
  }

  /** Finer points are asked for once the zoom has come to rest. */
  function listening(made: EChartsType): EChartsType {
    const rest = debounce(150, async () => {
      const shown = current;
      const [zoom] = made.getOption()['dataZoom'] as { startValue: number; endValue: number }[];
      if (refineSeen === undefined || zoom === undefined) return;
      const day = (time: number) => new Date(time).toISOString().slice(0, 10);
      const option = await refineSeen({ from: day(zoom.startValue), to: day(zoom.endValue) }).catch(() => undefined);
      if (option !== undefined && current === shown) made.setOption(option);
    });
    made.on('datazoom', rest);
    return made;
  }

  function redraw(): void {
    if (!current) return;
    make(current.build, current.synthetic);
    if (isNear) drawSoon(drawable);
    else drawAtRest();
  }

  const drawable: Drawable = { element, isDrawn: () => isDrawn, paint };
  const nearness = new IntersectionObserver(
    (entries) => {
      isNear = entries.at(-1)?.isIntersecting ?? false;
      if (isNear) drawSoon(drawable);
    },
    { rootMargin: '50% 0px' },
  );
  nearness.observe(element);
  registerFigure(drawable);
  addEventListener('beforeprint', () => void paint());
  new ResizeObserver(() => {
    if (isDrawn && Math.abs(canvas.clientWidth - width) > 1) redraw();
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
