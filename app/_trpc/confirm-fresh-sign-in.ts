import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '@/server/trpc/root';
import { findProblem } from './problems';

/** Asks the person to confirm who they are; resolves to whether they did. */
export type AskToConfirm = () => Promise<boolean>;

let ask: AskToConfirm | null = null;
let asking: Promise<boolean> | null = null;

/** Says how people are asked; returns the call that takes it back. */
export function provideConfirmation(how: AskToConfirm): () => void {
  ask = how;
  return () => {
    if (ask === how) ask = null;
  };
}

/**
 * Repeats a call that asks for a fresh sign-in once the person has confirmed who they are. Calls of one moment ask once;
 * a call fails as it did when they do not confirm.
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
