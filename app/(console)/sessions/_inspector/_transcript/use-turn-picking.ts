'use client';
import { type RefObject, useEffect, useRef } from 'react';
import { isTyping } from '@/app/_ui/is-typing';

type Picking = {
  scroller: RefObject<HTMLElement | null>;
  /** The shown turns, oldest first. */
  order: readonly number[];
  chosen: number;
  /** A turn was chosen by a person, so it is scrolled into sight. */
  picked: boolean;
  /** Null for the newest. */
  onChoose: (no: number | null) => void;
};

/** Chooses a turn by a click anywhere on it, or by the up and down keys, and keeps it in sight. */
export function useTurnPicking(picking: Picking): void {
  const { scroller, chosen, picked } = picking;
  const latest = useRef(picking);
  latest.current = picking;
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const turn = findPressedTurn(event);
      if (turn !== null) latest.current.onChoose(turn);
    };
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || event.defaultPrevented || !isHere(event, scroller.current)) return;
      event.preventDefault();
      move(latest.current, step);
    };
    const element = scroller.current;
    element?.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey);
    return () => {
      element?.removeEventListener('click', onClick);
      document.removeEventListener('keydown', onKey);
    };
  }, [scroller]);
  useEffect(() => {
    const turn = picked ? scroller.current?.querySelector(`[data-turn="${String(chosen)}"]`) : null;
    turn?.scrollIntoView({ block: 'nearest' });
  }, [scroller, chosen, picked]);
}

function move({ order, chosen, onChoose }: Picking, step: number): void {
  const at = order.indexOf(chosen);
  // Before the first one that is loaded there may be others.
  const next = at === 0 && step < 0 ? Math.max(1, chosen - 1) : order[Math.min(at + step, order.length - 1)];
  if (next !== undefined) onChoose(next === order.at(-1) ? null : next);
}

/** The turn of a click; none for a click on a link or button, or at the end of a selection. */
function findPressedTurn({ target }: MouseEvent): number | null {
  if (!(target instanceof Element) || target.closest('a, button, summary, audio, video')) return null;
  if (window.getSelection()?.isCollapsed === false) return null;
  const turn = target.closest('[data-turn]')?.getAttribute('data-turn');
  return turn ? Number(turn) : null;
}

function isHere(
  { target, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent,
  element: HTMLElement | null,
): boolean {
  if (metaKey || ctrlKey || altKey || shiftKey || isTyping(target)) return false;
  return target === document.body || (target instanceof Node && (element?.contains(target) ?? false));
}
