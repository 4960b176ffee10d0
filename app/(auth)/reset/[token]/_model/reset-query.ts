import type { Trpc } from '@/app/_trpc/context';

/** The password reset that a link names. */
export function getReset(trpc: Trpc, token: string) {
  return trpc.account.getReset.queryOptions({ token }, { refetchOnWindowFocus: false });
}
