import type { FlowPointers } from '@/server/db/flow/environments';
import type { FlowEnvironment, WeightedVersion } from '@/server/db/flow/stored-environments';
import { PRODUCTION } from '@/server/shared/environment-name';

/** What a flow has in an environment; null if it was never given a version there. */
export function readEnvironment(
  { environments, publishedVersionId }: FlowPointers,
  name: string,
): FlowEnvironment | null {
  const stored = environments && Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (name !== PRODUCTION) return stored ?? null;
  if (publishedVersionId === null) return null;
  // A process of a version without environments may have published since.
  const isCurrent = stored?.versions[0]?.id === publishedVersionId;
  return isCurrent ? stored : { versions: [{ id: publishedVersionId, weight: 1 }], before: null };
}

/** Makes the pointers of a flow after an environment has been given other versions, and keeps those before. */
export function pointTo(
  pointers: FlowPointers,
  name: string,
  versions: WeightedVersion[],
): Pick<FlowPointers, 'publishedVersionId'> & { environments: Record<string, FlowEnvironment> } {
  const before = readEnvironment(pointers, name)?.versions ?? null;
  const { publishedVersionId } = pointers;
  return {
    publishedVersionId: name === PRODUCTION ? (versions[0]?.id ?? publishedVersionId) : publishedVersionId,
    environments: { ...pointers.environments, [name]: { versions, before } },
  };
}
