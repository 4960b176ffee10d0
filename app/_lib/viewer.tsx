'use client';
import { createContext, type ReactNode, use } from 'react';
import type { Me } from '@/server/services/user/find-me';

/** The signed-in person, their organization and their scopes. */
export type Viewer = Me;

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** The signed-in person; only inside the console. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer needs the console around it');
  return viewer;
}

/** Whether to offer an action that needs `scope`; the server checks it again. */
export function useCan(scope: Viewer['scopes'][number]): boolean {
  return useViewer().scopes.includes(scope);
}
