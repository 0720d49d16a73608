import { h } from '../browser/dom.ts';
import type { Figure } from '../figures/figure.ts';

/** A headed part of a page, with an id to link to. */
export function section(title: string, ...children: HTMLElement[]): HTMLElement {
  const id = `part-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
  return h('section', { id }, h('h2', { tabindex: -1 }, title), ...children);
}

/** Figures side by side where there is room. */
export function grid(figures: readonly Figure[]): HTMLElement {
  return h('div', { class: 'charts' }, ...figures.map(({ element }) => element));
}

export function panel(child: HTMLElement): HTMLElement {
  return h('div', { class: 'panel' }, child);
}

/** Links to files; the format is CSV unless named. */
export function downloads(...links: (readonly [href: string, what: string, format?: string])[]): HTMLElement {
  return h(
    'p',
    { class: 'downloads' },
    ...links.map(([href, what, format = 'CSV']) => h('a', { href, download: '' }, `Download ${what} as ${format}`)),
  );
}
