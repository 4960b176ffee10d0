import type { Trpc } from '@/app/_trpc/context';

/** The password reset of a link. */
export function getReset(trpc: Trpc, token: string) {
  return trpc.account.getReset.queryOptions({ token }, { refetchOnWindowFocus: false });
}
