'use client';
import { type RefObject, useEffect, useRef } from 'react';
import type { EnteredNode } from '../../_edit/flow-editor';

/** Gives the focus to the first field of a form: its first text, else its first control. */
export function focusFirstField(form: Element | null | undefined): void {
  const first = ['.cm-content, .field > textarea', 'input, select, textarea', 'button']
    .map((selector) => form?.querySelector<HTMLElement>(selector))
    .find(Boolean);
  first?.focus();
}

/** A form of which a field takes the focus when it is entered (editor/entry). */
export function useEntry(entered: EnteredNode | null): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (entered) focusFirstField(findField(form.current, entered.pointer));
  }, [entered]);
  return form;
}

/** The field of a JSON pointer, or the closest one around it. */
function findField(form: Element | null, pointer: string): Element | null {
  const parts = pointer.split('/');
  const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  const found = paths.filter(Boolean).map((path) => form?.querySelector(`[data-path="${CSS.escape(path)}"]`));
  return found.find(Boolean) ?? form;
}
