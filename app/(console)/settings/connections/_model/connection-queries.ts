import type { Trpc } from '@/app/_trpc/context';

/** The connections of the organization, without their credentials. */
export function listConnections(trpc: Trpc) {
  return trpc.connection.list.queryOptions();
}
