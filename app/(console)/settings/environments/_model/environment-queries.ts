import type { Trpc } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

export type Environment = RouterOutputs['environment']['list'][number];

/** What is asked about an environment. */
export type EnvironmentTask = { kind: 'compare' | 'remove'; name: string };

/** The environments of the organization. */
export function listEnvironments(trpc: Trpc) {
  return trpc.environment.list.queryOptions();
}
