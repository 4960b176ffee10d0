import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '@/server/trpc/root';
import { findProblem } from './problems';

/** Asks the person for a fresh sign-in; resolves to whether it succeeded. */
export type AskToConfirm = () => Promise<boolean>;

let ask: AskToConfirm | null = null;
let asking: Promise<boolean> | null = null;

/** Sets the dialog that asks; returns a function that removes it. */
export function provideConfirmation(how: AskToConfirm): () => void {
  ask = how;
  return () => {
    if (ask === how) ask = null;
  };
}

/**
 * Repeats a call that requires a fresh sign-in after the person has confirmed it. Concurrent calls ask once; without
 * a confirmation a call fails as before.
 */
export function repeatAfterConfirmation(): TRPCLink<AppRouter> {
  return () =>
    ({ next, op }) =>
      observable((observer) => {
        const run = (isRepeat: boolean) =>
          next(op).subscribe({
            ...observer,
            error: (error) => {
              if (isRepeat || findProblem(error)?.code !== 'fresh_sign_in_required')
                return observer.error(error);
              void confirmOnce().then((isConfirmed) => {
                if (isConfirmed) current = run(true);
                else observer.error(error);
              });
            },
          });
        let current = run(false);
        return () => current.unsubscribe();
      });
}

function confirmOnce(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = null;
  });
  return asking;
}
