'use client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { type ReactNode, useState } from 'react';
import type { AppRouter } from '@/server/trpc/root';
import { repeatAfterConfirmation } from './confirm-fresh-sign-in';
import { TRPCProvider } from './context';
import { leaveWhenSignedOut } from './leave-when-signed-out';
import { makeQueryClient } from './query-client';
import { sendNullInput } from './send-null-input';

const URL_PATH = '/api/trpc';
const MAX_URL_LENGTH = 4_000;

/** Provides the tRPC client and the query cache. */
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
  const live = httpSubscriptionLink({ url: URL_PATH });
  // Mutations may be as large as their procedure allows, so they are not batched.
  const changes = httpLink<AppRouter>({ url: URL_PATH });
  const reads = httpBatchLink<AppRouter>({
    url: URL_PATH,
    maxURLLength: MAX_URL_LENGTH,
  });
  const links = [
    leaveWhenSignedOut(),
    repeatAfterConfirmation(),
    sendNullInput(),
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: live,
      false: splitLink({ condition: ({ type }) => type === 'mutation', true: changes, false: reads }),
    }),
  ];
  return createTRPCClient<AppRouter>({ links });
}
