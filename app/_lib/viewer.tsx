'use client';
import { createContext, type ReactNode, use } from 'react';
import type { Me } from '@/server/services/user/find-me';

/** Who is signed in, where, and what they may do. */
export type Viewer = Me;

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** The person who is signed in; only inside the console. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer needs the console around it');
  return viewer;
}

/** Whether to offer what needs `scope`; the server asks again when it is done. */
export function useCan(scope: Viewer['scopes'][number]): boolean {
  return useViewer().scopes.includes(scope);
}
