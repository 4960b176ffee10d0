'use client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCLink,
} from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { type ReactNode, useState } from 'react';
import superjson from 'superjson';
import { paths } from '@/app/_lib/paths';
import type { AppRouter } from '@/server/trpc/root';
import { TRPCProvider } from './context';
import { findProblem } from './problems';
import { makeQueryClient } from './query-client';

const URL_PATH = '/api/trpc';
const MAX_URL_LENGTH = 4_000;

/** Gives every component below the typed calls to the server. */
export function ServerProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState<QueryClient>(makeQueryClient);
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function makeClient() {
  const live = httpSubscriptionLink({ url: URL_PATH, transformer: superjson });
  const calls = httpBatchLink<AppRouter>({
    url: URL_PATH,
    transformer: superjson,
    maxURLLength: MAX_URL_LENGTH,
  });
  const links = [
    leaveWhenSignedOut,
    splitLink({ condition: ({ type }) => type === 'subscription', true: live, false: calls }),
  ];
  return createTRPCClient<AppRouter>({ links });
}

// A sign-in that ended shows at the next call; the page to sign in leads back here.
const leaveWhenSignedOut: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        ...observer,
        error: (error) => {
          if (findProblem(error)?.code === 'credential_missing')
            window.location.assign(paths.signIn(window.location.pathname + window.location.search));
          observer.error(error);
        },
      }),
    );
