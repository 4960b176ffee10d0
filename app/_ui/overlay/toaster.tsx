'use client';
import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

/** Shows the messages of `toast()`; for outcomes only, never for what must be read. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      style={{ fontFamily: 'var(--font-sans)' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-lg bg-raised px-4 py-3 text-sm text-ink shadow-pop',
          description: 'text-ink-2',
          icon: 'text-live',
        },
      }}
    />
  );
}
