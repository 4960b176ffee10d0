'use client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/server/trpc/root';

/** `useTRPC()` returns the typed calls, `useTRPCClient()` the plain client. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** The typed calls, in a browser or while the server renders a page. */
export type Trpc = ReturnType<typeof useTRPC>;
