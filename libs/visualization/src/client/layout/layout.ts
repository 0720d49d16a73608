import type { ProblemBody, Run } from '../../api/schemas.ts';
import { h } from '../browser/dom.ts';
import { createSidebar } from './sidebar.ts';

/** The frame of every page: skip link, navigation, the synthetic mark and the place for content. */
export interface Layout {
  readonly main: HTMLElement;
  /** Announces to a screen reader what just happened. */
  announce(text: string): void;
  markSynthetic(synthetic: boolean): void;
  /** Lists the factors of a run beside the page, of the default one for an empty name; nothing without a run. */
  listFactors(run: string | undefined): void;
}

const navigation = [
  { path: '/', label: 'Overview' },
  { path: '/compare', label: 'Compare' },
  { path: '/formulas', label: 'Formula' },
  { path: '/discovery', label: 'Discovery' },
  { path: '/runs', label: 'Runs' },
  { path: '/data', label: 'Data health' },
] as const;

export function createLayout(): Layout {
  const main = h('main', { id: 'content', tabindex: -1, 'aria-busy': 'true' }, skeleton());
  const sidebar = createSidebar();
  const status = h('p', { role: 'status', class: 'visually-hidden' });
  const banner = h(
    'p',
    { class: 'synthetic', hidden: true },
    h('strong', {}, 'SYNTHETIC DATA'),
    ' This is the demonstration market: no number on this page is about a real security.',
  );
  document.body.append(
    h('a', { class: 'skip', href: '#content' }, 'Skip to content'),
    h(
      'header',
      {},
      h('a', { class: 'brand', href: '/' }, 'Factor mining'),
      h('nav', { 'aria-label': 'Pages' }, ...navigation.map(linkOf)),
    ),
    banner,
    h('div', { class: 'frame' }, sidebar.element, main),
    status,
  );
  return {
    main,
    announce: (text) => (status.textContent = text),
    markSynthetic: (synthetic) => (banner.hidden = !synthetic),
    listFactors: (run) => sidebar.show(run),
  };
}

/** Where the parts of a page will be, until its first answer is there. */
function skeleton(): HTMLElement {
  const block = (look: string) => h('div', { class: `skeleton ${look}` });
  const blocks = ['title', 'line', 'row', 'row', 'block', 'block'].map(block);
  return h('div', { class: 'skeletons', role: 'status', 'aria-label': 'Loading' }, ...blocks);
}

function linkOf({ path, label }: (typeof navigation)[number]): HTMLElement {
  return h('a', { href: path, 'aria-current': location.pathname === path ? 'page' : undefined }, label);
}

/** Which run the page shows and when it finished. */
export function runLine(run: Run, latest: boolean): (HTMLElement | string)[] {
  const finished =
    run.finishedAt === null ? `not finished (${run.status})` : `${run.status} ${run.finishedAt.slice(0, 19)} UTC`;
  const which = latest ? (run.pinned ? 'Pinned run ' : 'Latest complete run ') : 'Run ';
  const named = run.name === '' ? [] : [h('strong', {}, run.name), ' '];
  const archived = run.archived ? 'Archived. ' : '';
  return [which, ...named, h('code', {}, run.run), `, ${finished}. `, archived, holdoutText(run)];
}

/** The hold-out of a run and the days on which it was looked at; empty where it has none. */
function holdoutText({ run, holdout, openedOn }: Run): string {
  if (holdout === '') return '';
  return openedOn.length === 0
    ? `Hold-out ${holdout}: sealed; fm holdout ${run} opens it and records the day. `
    : `Hold-out ${holdout}: opened on ${openedOn.join(', ')}. `;
}

/**
 * What a reader must know about a run before its numbers: an error in full, the notes folded behind their first words.
 */
export function runNotes(run: Run): HTMLElement[] {
  const heads = run.notes.map((note) => note.split(':', 1)[0] ?? note);
  const notes = h(
    'details',
    { class: 'notes' },
    h(
      'summary',
      {},
      `${run.notes.length} ${run.notes.length === 1 ? 'note' : 'notes'} on this run: ${heads.join(', ')}`,
    ),
    h('ul', { 'aria-label': 'Notes on this run' }, ...run.notes.map((line) => h('li', {}, line))),
  );
  return [
    ...(run.note === '' ? [] : [h('p', {}, 'Note: ', run.note)]),
    ...(run.error === '' ? [] : [h('p', { class: 'failure' }, run.error)]),
    ...(run.notes.length === 0 ? [] : [notes]),
  ];
}

/** A problem with what to do about it. Commands in backquotes are shown as code. */
export function problemPanel(problem: ProblemBody, wayOut?: HTMLElement): HTMLElement {
  const empty = problem.code === 'NO_RUN_YET';
  return h(
    'section',
    {
      class: 'panel problem',
      role: empty ? 'region' : 'alert',
      'aria-label': empty ? 'Nothing to show yet' : 'Problem',
    },
    h('h2', {}, empty ? 'Nothing to show yet' : sentence(problem.title)),
    h('p', {}, empty ? sentence(problem.title) : '', ...(empty ? ['. '] : []), ...codeParts(problem.remedy)),
    problem.where === undefined ? undefined : h('p', { class: 'where' }, problem.where),
    empty ? undefined : h('p', { class: 'where' }, `${problem.code} (status ${problem.status})`),
    wayOut,
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text whose parts in backquotes are shown as code. */
export function codeParts(text: string): (HTMLElement | string)[] {
  return text.split('`').map((part, at) => (at % 2 === 1 ? h('code', {}, part) : part));
}
