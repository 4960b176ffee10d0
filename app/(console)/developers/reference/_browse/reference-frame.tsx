'use client';
import type { ReactNode } from 'react';
import { OperationNav } from './operation-nav';

/** The list of operations beside the current one. */
export function ReferenceFrame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-400 flex-1 lg:grid-cols-[300px_minmax(0,1fr)]">
      <OperationNav />
      <div className="min-w-0 px-4 py-6 md:px-8">{children}</div>
    </div>
  );
}
