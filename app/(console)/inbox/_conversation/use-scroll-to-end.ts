'use client';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const NEAR_PX = 60;

/** Keeps a conversation scrolled to its end as it grows, until somebody scrolls up. `size` grows with the content. */
export function useScrollToEnd(scroller: RefObject<HTMLElement | null>, size: number): void {
  const away = useRef(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      away.current = element.scrollHeight - element.scrollTop - element.clientHeight > NEAR_PX;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (size > 0 && element && !away.current) element.scrollTop = element.scrollHeight;
  }, [scroller, size]);
}
