'use client';
import { useEffect, useRef } from 'react';
import { isTyping } from '@/app/_ui/is-typing';

/** The actions of single keys while a conversation is open; null where one is not possible. */
export type ConversationKeys = { r: (() => void) | null; t: (() => void) | null; Escape: () => void };

/** `r` replies, `t` takes over, Esc returns to the list. After a `g` the letters open pages of the console. */
export function useConversationKeys(keys: ConversationKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let before = '';
    const onKey = (event: KeyboardEvent) => {
      const first = before;
      before = event.key;
      const isOurs = event.key === 'r' || event.key === 't' || event.key === 'Escape';
      if (!isOurs || event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      if (first === 'g' || isTyping(event.target)) return;
      const act = latest.current[event.key as keyof ConversationKeys];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
