import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { paths } from '@/app/_lib/paths';
import type { AppRouter } from '@/server/trpc/root';
import { findProblem } from './problems';

/**
 * Opens the sign-in page, and afterwards this page again, when a call shows that the sign-in ended. Only once: a page
 * that polls every few seconds would interrupt a slow navigation each time.
 */
export function leaveWhenSignedOut(): TRPCLink<AppRouter> {
  const leave = once(() =>
    window.location.assign(paths.signIn(window.location.pathname + window.location.search)),
  );
  return () =>
    ({ next, op }) =>
      observable((observer) =>
        next(op).subscribe({
          ...observer,
          error: (error) => {
            if (findProblem(error)?.code === 'credential_missing') leave();
            observer.error(error);
          },
        }),
      );
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
