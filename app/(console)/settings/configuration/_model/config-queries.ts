import type { Trpc } from '@/app/_trpc/context';

/** The configuration values of the organization. */
export function listConfigValues(trpc: Trpc) {
  return trpc.config.list.queryOptions();
}
