import { httpSubscriptionLink, type TRPCLink } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

/** Makes the link of subscriptions. Imported on demand: only pages that follow events need it. */
export function makeLiveLink(url: string) {
  return httpSubscriptionLink({ url }) as TRPCLink<AppRouter>;
}
