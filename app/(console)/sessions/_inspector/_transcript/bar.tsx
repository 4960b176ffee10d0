import type { ReactNode } from 'react';

/** The strip below a transcript. */
export function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="shrink-0 border-t bg-canvas px-4 py-3 text-ink-2 text-sm max-sm:sticky max-sm:bottom-11 max-sm:z-10">
      {children}
    </div>
  );
}
