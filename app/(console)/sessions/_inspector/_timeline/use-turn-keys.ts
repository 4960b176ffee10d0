'use client';
import { useEffect, useRef } from 'react';
import { isTyping } from '@/app/_ui/is-typing';
import type { MomentControl } from '../_data/use-moment';

// These use the same keys themselves.
const OTHERS = 'input, [role="tablist"], [role="menu"], [role="dialog"], [role="alertdialog"], audio, video';

/** Moves to the previous or next turn with the left and right keys; past the last one is live. */
export function useTurnKeys(moment: MomentControl, lastTurn: number): void {
  const latest = useRef({ moment, lastTurn });
  latest.current = { moment, lastTurn };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (by === 0 || event.defaultPrevented || isElsewhere(event)) return;
      event.preventDefault();
      moveBy(latest.current.moment, latest.current.lastTurn, by);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Moves by a number of turns within the existing ones; the last one is live. */
export function moveBy({ turn, go }: MomentControl, lastTurn: number, by: number): void {
  const to = Math.max(1, turn + by);
  go(to >= lastTurn ? null : to);
}

function isElsewhere({ target, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (metaKey || ctrlKey || altKey || shiftKey || isTyping(target)) return true;
  return target instanceof Element && target.closest(OTHERS) !== null;
}
