import type { ExternalToast } from 'sonner';

type ToastKind = 'success' | 'error' | 'info';

type Toast = { kind: ToastKind; message: string | undefined; options: ExternalToast | undefined };

type Show = (toast: Toast) => void;

const waiting: Toast[] = [];
const listeners = new Set<() => void>();
let show: Show | null = null;

function send(kind: ToastKind): (message: string | undefined, options?: ExternalToast) => void {
  return (message, options) => {
    const toast = { kind, message, options };
    if (show) return show(toast);
    waiting.push(toast);
    for (const notify of listeners) notify();
  };
}

/** Shows the outcome of an action for a few seconds; for outcomes only, never for what must be read. */
export const toast = { success: send('success'), error: send('error'), info: send('info') };

/** Whether there are toasts that nothing shows yet. */
export function hasWaitingToasts(): boolean {
  return waiting.length > 0;
}

/** Subscribes to toasts that nothing shows yet; returns the unsubscribe function. */
export function watchToasts(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

/** Gives all toasts, those that wait first, to `how`; returns the call that ends it. */
export function showToasts(how: Show): () => void {
  show = how;
  for (const toast of waiting.splice(0)) how(toast);
  return () => {
    if (show === how) show = null;
  };
}
