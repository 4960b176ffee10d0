'use client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/server/trpc/root';

/** `useTRPC()` gives the typed calls; `useTRPCClient()` the bare client. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** The typed calls, in a browser or while a page is drawn on the server. */
export type Trpc = ReturnType<typeof useTRPC>;
