import type { Check, Formulas, Help } from '../../api/formula-schemas.ts';
import { postJson } from '../api.ts';
import { h } from '../browser/dom.ts';
import { createEvidencePanel } from '../formulas/formula-evidence.ts';
import { createFormulaActions } from '../formulas/formula-actions.ts';
import type { FormulaEditor } from '../formulas/formula-editor.ts';
import { keptTable } from '../formulas/kept-table.ts';
import type { Layout } from '../layout/layout.ts';
import type { Change, Page } from './page.ts';

const dialects = [
  ['paper', 'as papers write: a window cut to whole days'],
  ['street', 'as most programs compute: windows rounded'],
  ['qlib', 'Mean($close, 5): windows as available'],
] as const;

/** Where a formula is written, checked, looked at, kept and mined. */
export function formulaPage({ announce, markSynthetic }: Layout, change: Change): Page<Formulas> {
  const place = h('div', { class: 'formula-editor' });
  const dialect = h('select', { name: 'dialect' });
  dialect.append(...dialects.map(([value, hint]) => h('option', { value }, `${value}: ${hint}`)));
  const signature = h('p', { class: 'signature', 'aria-live': 'off' });
  const state = h('div', { class: 'formula-state', role: 'status' });
  const evidence = createEvidencePanel(() => ({ formula: text(), dialect: dialect.value }));
  const actions = createFormulaActions(
    () => ({ formula: text(), dialect: dialect.value }),
    () => change({}, true),
  );
  const kept = h('div', { class: 'panel' });
  let editor: FormulaEditor | undefined;
  let helped = 0;

  function text(): string {
    return editor?.text().trim() ?? '';
  }

  async function check(written: string) {
    if (written.trim() === '') {
      show(undefined);
      return undefined;
    }
    const found = await postJson<Check>('/api/v1/formulas/check', { formula: written, dialect: dialect.value });
    show(found);
    const { fault } = found;
    return fault === null ? undefined : { ...fault, message: `${fault.what}. ${fault.remedy}` };
  }

  /** What the formula is, or what is wrong with it. */
  function show(found: Check | undefined): void {
    const isGood = found !== undefined && found.fault === null;
    evidence.allow(isGood);
    actions.ready(isGood);
    state.replaceChildren(...(found === undefined ? [] : isGood ? goodParts(found) : faultParts(found)));
  }

  function moved(written: string, at: number): void {
    const turn = ++helped;
    void postJson<Help>('/api/v1/formulas/help', { formula: written, at, dialect: dialect.value }).then((help) => {
      if (turn === helped) signature.textContent = help.signature === '' ? '' : `${help.signature}: ${help.summary}`;
    });
  }

  async function open(initial: string): Promise<void> {
    // The editor is half of the page's script: only this page loads it.
    const { createFormulaEditor } = await import('../formulas/formula-editor.ts');
    editor = createFormulaEditor(place, initial, {
      check,
      moved,
      complete: (formula, at) => postJson<Help>('/api/v1/formulas/help', { formula, at, dialect: dialect.value }),
      submit: () => void evidence.look(),
    });
    await check(initial);
  }

  dialect.addEventListener('change', () => editor?.checkAgain());
  return {
    title: 'Formula',
    content: [
      h('section', { class: 'panel formula' }, place, h('label', {}, 'Dialect ', dialect), signature, state),
      evidence.element,
      actions.element,
      h('section', {}, h('h2', {}, 'Kept as factors'), kept),
    ],
    load: (_state, get) => get<Formulas>('/api/v1/formulas'),
    show(data, { formula = '' }) {
      markSynthetic(data.synthetic);
      actions.allow(data);
      evidence.permit(data.mayWrite);
      kept.replaceChildren(keptTable(data, (chosen) => editor?.write(chosen)));
      if (editor === undefined) void open(formula);
      announce(`${data.kept.length} formulas are kept`);
    },
  };
}

function goodParts({ canonical, hash, lookBack, inputs, sameAs }: Check): HTMLElement[] {
  const facts = [
    ['Canonical form', h('code', {}, canonical)],
    ['Look-back', lookBack === 'sinceListing' ? 'since listing' : `${lookBack} sessions`],
    ['Reads', inputs.join(', ')],
    ['Hash', h('code', { title: hash }, hash.slice(0, 12))],
    ...(sameAs.length === 0 ? [] : [['The same as', sameAs.join(', ')] as const]),
  ] as const;
  return [
    h(
      'dl',
      { class: 'formula-facts' },
      ...facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
    ),
  ];
}

function faultParts({ fault }: Check): HTMLElement[] {
  if (fault === null) return [];
  return [
    h(
      'p',
      { class: 'failure' },
      `${fault.what.charAt(0).toUpperCase()}${fault.what.slice(1)} (${fault.where}). `,
      h('strong', {}, fault.remedy),
    ),
    h('pre', { class: 'caret', tabindex: 0, 'aria-label': 'Place of the fault' }, fault.caret),
  ];
}
