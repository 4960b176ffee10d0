import type { Trpc } from '@/app/_trpc/context';

/** The secrets of the organization, without their values. */
export function listSecrets(trpc: Trpc) {
  return trpc.secret.list.queryOptions();
}
