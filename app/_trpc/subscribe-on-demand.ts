import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '@/server/trpc/root';

type Stoppable = { unsubscribe: () => void };

/** Loads the code of subscriptions with the first of them, and passes them on to it. */
export function subscribeOnDemand(url: string): TRPCLink<AppRouter> {
  return (runtime) =>
    ({ op, next }) =>
      observable((observer) => {
        let isStopped = false;
        let running: Stoppable | null = null;
        const start = async () => {
          const { makeLiveLink } = await import('./live-link');
          if (isStopped) return;
          running = makeLiveLink(url)(runtime)({ op, next }).subscribe(observer);
        };
        start().catch((error: Error) => observer.error(TRPCClientError.from(error)));
        return () => {
          isStopped = true;
          running?.unsubscribe();
        };
      });
}
