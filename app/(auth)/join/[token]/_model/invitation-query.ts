import type { Trpc } from '@/app/_trpc/context';

/** The invitation of a link. */
export function getInvitation(trpc: Trpc, token: string) {
  return trpc.organization.getInvitation.queryOptions({ token }, { refetchOnWindowFocus: false });
}
