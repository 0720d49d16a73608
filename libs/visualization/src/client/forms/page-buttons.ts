import { h } from '../browser/dom.ts';
import type { Change } from '../pages/page.ts';

/** Buttons to the page before and after; none where everything is on one page. */
export function pageButtons(
  { page, pageSize, total }: { readonly page: number; readonly pageSize: number; readonly total: number },
  changed: Change,
): HTMLElement[] {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return [];
  const button = (label: string, to: number, enabled: boolean) =>
    h('button', { type: 'button', disabled: !enabled, onclick: () => changed({ page: String(to) }) }, label);
  return [
    button('Previous', page - 1, page > 1),
    h('span', {}, `Page ${page} of ${last}`),
    button('Next', page + 1, page < last),
  ];
}
