import { type EditorState, type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import { type EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import { type CompletionScope, type Completions, findCompletions } from './find-completions';

type Open = Completions & { index: number };

const setOpen = StateEffect.define<Open | null>();

/** Completion while typing or on Ctrl-Space; arrows select, Enter or Tab accepts, Escape closes. */
export function completion(language: 'expression' | 'template', scope: () => CompletionScope): Extension {
  const find = (state: EditorState, explicit: boolean): Open | null => {
    const { head, empty } = state.selection.main;
    const found = empty ? findCompletions(state.sliceDoc(0, head), language, scope(), explicit) : null;
    return found && { ...found, index: 0 };
  };
  const field = StateField.define<Open | null>({
    create: () => null,
    update(open, transaction) {
      for (const effect of transaction.effects) if (effect.is(setOpen)) return effect.value;
      if (!transaction.docChanged) return transaction.selection ? null : open;
      const typed = transaction.isUserEvent('input') || transaction.isUserEvent('delete');
      return typed ? find(transaction.state, false) : null;
    },
    provide: (own) => showTooltip.from(own, (open) => open && toTooltip(open)),
  });
  return [field, Prec.highest(keymap.of(keysFor(field, find)))];
}

function keysFor(
  field: StateField<Open | null>,
  find: (state: EditorState, explicit: boolean) => Open | null,
) {
  const whenOpen = (act: (view: EditorView, open: Open) => void) => (view: EditorView) => {
    const open = view.state.field(field);
    if (!open) return false;
    act(view, open);
    return true;
  };
  const move = (by: number) =>
    whenOpen((view, open) => {
      const index = (open.index + by + open.options.length) % open.options.length;
      view.dispatch({ effects: setOpen.of({ ...open, index }) });
    });
  const take = whenOpen((view, open) => accept(view, open, open.index));
  return [
    { key: 'ArrowDown', run: move(1) },
    { key: 'ArrowUp', run: move(-1) },
    { key: 'Enter', run: take },
    { key: 'Tab', run: take },
    {
      key: 'Escape',
      run: whenOpen((view) => view.dispatch({ effects: setOpen.of(null) })),
      stopPropagation: true,
    },
    {
      key: 'Ctrl-Space',
      run: (view: EditorView) => {
        view.dispatch({ effects: setOpen.of(find(view.state, true)) });
        return true;
      },
    },
  ];
}

function accept(view: EditorView, { from, options }: Open, index: number): void {
  const text = options[index]?.text;
  if (text === undefined) return;
  view.dispatch({
    changes: { from, to: view.state.selection.main.head, insert: text },
    selection: { anchor: from + text.length },
    effects: setOpen.of(null),
  });
}

function toTooltip(open: Open): Tooltip {
  return {
    pos: open.from,
    create: (view) => ({ dom: drawOptions(view, open) }),
  };
}

function drawOptions(view: EditorView, open: Open): HTMLElement {
  const list = document.createElement('ul');
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Completions');
  list.className = 'code-options';
  list.append(
    ...open.options.map(({ text, detail }, index) => {
      const item = document.createElement('li');
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', String(index === open.index));
      const info = document.createElement('span');
      info.textContent = detail;
      item.append(text, info);
      item.addEventListener('mousedown', (event) => {
        event.preventDefault();
        accept(view, open, index);
      });
      return item;
    }),
  );
  requestAnimationFrame(() =>
    list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
  );
  return list;
}
