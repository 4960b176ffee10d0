import { isTriggerTaken } from '@/server/db/flow-version/published';
import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError, type FlowProblemDetail } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { findTriggerConflicts } from '../../trigger/find-trigger-conflicts';
import { requireNoErrors } from '../draft/require-no-errors';
import type { CheckedMember } from './check-set';
import { commitSet, type PublishedVersion, type Words } from './commit-set';
import { testSet } from './test-set';

const ATTEMPTS = 10;

/** The versions in the order of the flows, and the warnings of the first. */
export type Publication = {
  versions: PublishedVersion[];
  warnings: FlowProblemDetail[];
};

/** Publishes drafts that were checked together, all of them or none. */
export async function publishSet(
  ctx: ServiceContext,
  members: readonly CheckedMember[],
  words: Words,
): Promise<Publication> {
  const orgId = requireScope(ctx, 'flows:write');
  // The triggers of other environments start nothing, so nobody else can have them.
  const conflicts = words.environment === PRODUCTION ? await listConflicts(ctx, orgId, members) : [];
  requireNoErrors([...conflicts, ...listProblems(members)]);
  const tested = await testSet(ctx, orgId, members);
  const warnings = members[0]?.checked.problems ?? [];
  // Another flow took a trigger between the check and the commit; it may have lost it again by the next attempt.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { versions: await commitSet(ctx, orgId, tested, words), warnings };
    } catch (error) {
      if (!isTriggerTaken(error)) throw error;
      if (attempt < ATTEMPTS) continue;
      throw domainError('flow_invalid', { problems: await listConflicts(ctx, orgId, members) });
    }
  }
}

async function listConflicts(ctx: ServiceContext, orgId: string, members: readonly CheckedMember[]) {
  const ownSlugs = members.map(({ flow }) => flow.slug);
  const conflicts: FlowProblemDetail[] = [];
  for (const member of members) {
    const { triggers } = member.checked;
    const found = await findTriggerConflicts(ctx, orgId, { triggers, ownSlugs });
    conflicts.push(...nameFlow(members, member, found));
  }
  return conflicts;
}

function listProblems(members: readonly CheckedMember[]): FlowProblemDetail[] {
  return members.flatMap((member) => nameFlow(members, member, member.checked.problems));
}

function nameFlow(
  members: readonly CheckedMember[],
  { flow: { slug } }: CheckedMember,
  problems: readonly FlowProblemDetail[],
): FlowProblemDetail[] {
  return members.length === 1 ? [...problems] : problems.map((problem) => ({ flow: slug, ...problem }));
}
