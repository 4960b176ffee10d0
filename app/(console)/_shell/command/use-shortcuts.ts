'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { isTyping } from '@/app/_ui/is-typing';
import type { Panel } from '../panel';
import { listPlaces } from '../sidebar/places';

const SECOND_KEY_MS = 1_200;

/** `⌘K` or `Ctrl K` opens the command menu, `?` the help, `/` focuses the search, `g` and a letter open a page. */
export function useShortcuts(open: (panel: Panel) => void): void {
  const router = useRouter();
  const viewer = useViewer();
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const goTo = (key: string) => {
      const place = listPlaces(viewer).find((candidate) => candidate.key === key);
      if (place) router.push(place.href);
      return place !== undefined;
    };
    // The time of the key press counts: a page that renders between two presses may handle the second one late.
    const press = ({ key, timeStamp }: KeyboardEvent): boolean => {
      const going = timeStamp - wentAt.current < SECOND_KEY_MS;
      wentAt.current = Number.NEGATIVE_INFINITY;
      if (going && goTo(key)) return true;
      if (key === 'g') wentAt.current = timeStamp;
      if (key === '?') open('help');
      return key === 'g' || key === '?' || (key === '/' && focusSearch());
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.altKey) {
        event.preventDefault();
        open('command');
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target))
        return;
      if (press(event)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [open, router, viewer]);
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('input[data-search]');
  search?.focus();
  return search !== null;
}
