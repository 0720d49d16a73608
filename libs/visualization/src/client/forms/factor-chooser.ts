import { h } from '../browser/dom.ts';
import type { Change } from '../pages/page.ts';

/** A reader cannot distinguish more lines than this. */
const mostFactors = 12;

/** Chooses the factors whose lines a comparison shows; the choice is in the address. */
export function createFactorChooser(changed: Change) {
  const list = h('div', { class: 'choices' });
  const legend = h('legend', {});
  const reset = h('button', { type: 'button', onclick: () => changed({ factors: '' }) }, 'The most believable');
  const element = h('form', { class: 'panel', 'aria-label': 'Filters' }, h('fieldset', {}, legend, list), reset);
  element.addEventListener('submit', (event) => event.preventDefault());
  return {
    element,
    fill(factors: readonly string[], chosen: readonly string[]) {
      const focused = (document.activeElement as HTMLInputElement | null)?.value;
      legend.textContent = `Factors drawn as lines (${chosen.length} of ${factors.length}, at most ${mostFactors})`;
      const full = chosen.length >= mostFactors;
      const boxes = factors.map((factor) => {
        const checked = chosen.includes(factor);
        const box = h('input', {
          type: 'checkbox',
          value: factor,
          checked,
          disabled: checked ? chosen.length === 1 : full,
          onchange: () => changed({ factors: toggled(chosen, factor).join(',') }),
        });
        return { box, label: h('label', {}, box, ` ${factor}`) };
      });
      list.replaceChildren(...boxes.map(({ label }) => label));
      boxes.find(({ box }) => box.value === focused)?.box.focus();
    },
  };
}

function toggled(chosen: readonly string[], factor: string): string[] {
  return chosen.includes(factor) ? chosen.filter((name) => name !== factor) : [...chosen, factor];
}
