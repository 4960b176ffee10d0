'use client';
import { createContext, type ReactNode, use } from 'react';

/**
 * The facts that the server rendered the page with. The browser begins with the same, so that it renders the same.
 */
export type FirstPaint = {
  /** The time of rendering, in ms since 1970. */
  drawnAt: number;
  /** The origin of the request. */
  origin: string;
};

const FirstPaintContext = createContext<FirstPaint>({ drawnAt: 0, origin: '' });

export function FirstPaintProvider({ facts, children }: { facts: FirstPaint; children: ReactNode }) {
  return <FirstPaintContext value={facts}>{children}</FirstPaintContext>;
}

export function useFirstPaint(): FirstPaint {
  return use(FirstPaintContext);
}
