import type { ReactNode } from 'react';

/** The strip under a transcript. */
export function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="shrink-0 border-t bg-canvas px-4 py-3 text-ink-2 text-sm max-lg:sticky max-lg:bottom-0">
      {children}
    </div>
  );
}
