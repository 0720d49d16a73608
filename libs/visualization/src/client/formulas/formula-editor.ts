import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { forceLinting, linter, type Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';

/** The questions and answers of a text editor for formulas. */
export interface EditorUse {
  /** What is wrong with the text, once typing pauses. */
  check(text: string): Promise<{ readonly begin: number; readonly end: number; readonly message: string } | undefined>;
  /** What is allowed at a place. */
  complete(
    text: string,
    at: number,
  ): Promise<{
    readonly begin: number;
    readonly completions: readonly { name: string; kind: string; insert: string; detail: string }[];
  }>;
  /** The cursor or the text has changed. */
  moved(text: string, at: number): void;
  /** Ctrl-Enter or Cmd-Enter. */
  submit(): void;
}

/** An editor in a place of the page. */
export interface FormulaEditor {
  text(): string;
  write(text: string): void;
  /** Asks again what is wrong: the same text may be read differently. */
  checkAgain(): void;
}

/** Kinds of completions as the editor marks them. */
const kinds: Readonly<Record<string, string>> = {
  operator: 'function',
  field: 'variable',
  item: 'constant',
  option: 'property',
};

const theme = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '4px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-content': {
    fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace',
    caretColor: 'var(--ink)',
    minHeight: '4.5em',
  },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    maxWidth: '80vw',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--surface)' },
  '.cm-completionDetail': { fontStyle: 'normal' },
});

/** Makes the editor within an element. */
export function createFormulaEditor(place: HTMLElement, initial: string, use: EditorUse): FormulaEditor {
  // The styles that the editor makes are taken by a shadow root as sheets; in the document they would be inline.
  const root = place.attachShadow({ mode: 'open' });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: initial,
      extensions: [
        history(),
        keymap.of([
          { key: 'Mod-Enter', run: () => (use.submit(), true) },
          ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
          ...historyKeymap,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Formula', spellcheck: 'false', autocapitalize: 'off' }),
        placeholder('rank(close / delay(close, 20) - 1)'),
        theme,
        autocompletion({ override: [completionsFor(use)], activateOnTyping: true, maxRenderedOptions: 60 }),
        linter(async ({ state }) => diagnosticsOf(state.doc.length, await use.check(state.doc.toString())), {
          delay: 250,
        }),
        EditorView.updateListener.of(({ docChanged, selectionSet, state }) => {
          if (docChanged || selectionSet) use.moved(state.doc.toString(), state.selection.main.head);
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    write: (text) => {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: text.length },
      });
      view.focus();
    },
    checkAgain: () => forceLinting(view),
  };
}

function completionsFor(use: EditorUse): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async ({ state, pos, explicit }) => {
    const text = state.doc.toString();
    // Not within a number: there every name would fit.
    const isWord = /(?:^|[^\w$:.])[A-Za-z_$][\w$:.]*$/.test(text.slice(0, pos));
    if (!isWord && !explicit) return null;
    const { begin, completions } = await use.complete(text, pos);
    return {
      from: begin,
      validFor: /^[\w$]*$/,
      options: completions.map(({ name, kind, insert, detail }) => ({
        ...{ label: name, apply: insert, detail: detail.slice(0, 90) },
        type: kinds[kind] ?? 'text',
      })),
    };
  };
}

function diagnosticsOf(length: number, fault: Awaited<ReturnType<EditorUse['check']>>): Diagnostic[] {
  if (fault === undefined) return [];
  const from = Math.min(fault.begin, Math.max(0, length - 1));
  return [{ from, to: Math.max(from, Math.min(fault.end, length)), severity: 'error', message: fault.message }];
}
