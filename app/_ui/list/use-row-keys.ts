'use client';
import { type RefObject, useEffect } from 'react';
import { isTyping } from '../is-typing';

/** Lets `j` and `k` move the focus through the row links inside `container`. */
export function useRowKeys(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const links = [...(container.current?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])];
      const at = document.activeElement instanceof HTMLElement ? links.indexOf(document.activeElement) : -1;
      const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
      links[next]?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [container]);
}
