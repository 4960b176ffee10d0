import { signOutHere } from '@/app/_features/sign-in/sign-out-here';
import { hasUnsavedDraft } from '@/app/_lib/browser-data';

const listeners = new Set<() => void>();
let isAsking = false;

/** Signs out; asks first when a draft would be lost by it. */
export function leave(): void {
  if (hasUnsavedDraft()) setAsking(true);
  else void signOutHere();
}

/** Tells whether the question about the draft is open. */
export function isAskingToLeave(): boolean {
  return isAsking;
}

/** Opens or closes the question about the draft. */
export function setAsking(next: boolean): void {
  isAsking = next;
  for (const notify of listeners) notify();
}

/** Tells a listener when the question opens or closes; returns how to stop. */
export function watchAsking(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
