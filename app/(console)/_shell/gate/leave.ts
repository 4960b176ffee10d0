import { signOutHere } from '@/app/_features/sign-in/sign-out-here';
import { hasUnsavedDraft } from '@/app/_lib/browser-data';

const listeners = new Set<() => void>();
let isAsking = false;

/** Signs out; asks first when a draft would be lost by it. */
export function leave(): void {
  if (hasUnsavedDraft()) setAsking(true);
  else void signOutHere();
}

/** Whether the question about the draft is open. */
export function isAskingToLeave(): boolean {
  return isAsking;
}

/** Opens or closes the question about the draft. */
export function setAsking(next: boolean): void {
  isAsking = next;
  for (const notify of listeners) notify();
}

/** Subscribes to the question opening or closing; returns the unsubscribe function. */
export function watchAsking(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
