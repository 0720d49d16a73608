import type { SearchFound } from '../../api/search-schemas.ts';
import { h } from '../browser/dom.ts';

type Node = SearchFound['finalists'][number]['tree'][number];

/** Each finalist as text, and folded behind it as a tree. */
export function formulaList({ finalists }: SearchFound): HTMLElement {
  return h(
    'ol',
    { class: 'formulas' },
    ...finalists.map(({ formula, tree }) =>
      h(
        'li',
        {},
        tree.length === 0
          ? h('code', {}, formula)
          : h('details', {}, h('summary', {}, h('code', {}, formula)), h('ul', { class: 'tree' }, treeOf(tree))),
      ),
    ),
  );
}

/** The root with the lists of what is below it; `nodes` are in order, each before its arguments. */
function treeOf([root, ...rest]: readonly Node[]): HTMLElement {
  if (root === undefined) return h('li');
  const starts = rest.flatMap(({ depth }, at) => (depth === root.depth + 1 ? [at] : []));
  const branches = starts.map((from, k) => treeOf(rest.slice(from, starts[k + 1])));
  return h('li', {}, h('code', {}, root.text), ...(branches.length === 0 ? [] : [h('ul', {}, ...branches)]));
}
