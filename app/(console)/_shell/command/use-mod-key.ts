import { useInBrowser } from '@/app/_lib/use-in-browser';

type ModKey = '⌘' | 'Ctrl';

const readModKey = (): ModKey => (/Mac|iP(hone|ad|od)/.test(navigator.userAgent) ? '⌘' : 'Ctrl');

/** The modifier key of this machine: ⌘ on Apple's, Ctrl elsewhere. */
export function useModKey(): ModKey {
  return useInBrowser(readModKey, 'Ctrl');
}
