'use client';
import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import { Toaster as Sonner, toast as sonner } from 'sonner';
import { showToasts } from './toast';

/** The toasts in the corner of the page. */
export function ToastStack() {
  const { resolvedTheme } = useTheme();
  // After the effects of the child, which listens from then on.
  useEffect(() => showToasts(({ kind, message, options }) => void sonner[kind](message, options)), []);
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
