'use client';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';

const NEAR_PX = 40;

type Sticking = {
  scroller: RefObject<HTMLElement | null>;
  /** The page scrolls instead of the element, and it begins at its top. */
  isPage: boolean;
  following: boolean;
  /** Grows with the content. */
  size: number;
};

/**
 * Keeps a conversation scrolled to its end as it grows, while `following` and until someone scrolls up. `away`:
 * someone did.
 */
export function useStickToEnd({ scroller, isPage, following, size }: Sticking) {
  const [away, setAway] = useState(isPage);
  const find = useCallback(() => (isPage ? document.scrollingElement : scroller.current), [scroller, isPage]);
  useEffect(() => {
    const target = isPage ? document : scroller.current;
    const onScroll = () => setAway(distanceToEnd(find()) > NEAR_PX);
    onScroll();
    target?.addEventListener('scroll', onScroll, { passive: true });
    return () => target?.removeEventListener('scroll', onScroll);
  }, [find, scroller, isPage]);
  const toEnd = useCallback(() => {
    setAway(false);
    const element = find();
    element?.scrollTo({ top: element.scrollHeight });
  }, [find]);
  const sticking = following && !away;
  useLayoutEffect(() => {
    if (sticking && size > 0) toEnd();
  }, [sticking, size, toEnd]);
  return { away, toEnd };
}

function distanceToEnd(element: Element | null): number {
  return element ? element.scrollHeight - element.scrollTop - element.clientHeight : 0;
}
