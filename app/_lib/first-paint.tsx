'use client';
import { createContext, type ReactNode, use } from 'react';

/** Facts with which the server drew the page. The browser begins with the same, so that it draws the same. */
export type FirstPaint = {
  /** When, in ms since 1970. */
  drawnAt: number;
  /** The origin under which the console was asked for. */
  origin: string;
};

const FirstPaintContext = createContext<FirstPaint>({ drawnAt: 0, origin: '' });

export function FirstPaintProvider({ facts, children }: { facts: FirstPaint; children: ReactNode }) {
  return <FirstPaintContext value={facts}>{children}</FirstPaintContext>;
}

export function useFirstPaint(): FirstPaint {
  return use(FirstPaintContext);
}
