import type { FlowRowWithDraft } from '@/server/db/flow/store';
import { listPublishedVersionIds } from '@/server/db/flow-version/published';
import type { CallSummaries } from '@/server/engine/certify/flow-graph';
import type { ServiceContext } from '../../context';
import { listCalledSlugs } from '../bundle/list-called-slugs';
import { type CheckedDefinition, checkDefinition } from '../draft/check-definition';
import { toObject } from '../internal';
import { isSlug } from '../slug';
import { summarizeVersions } from './summarize-versions';

/** A flow whose draft is published, and the id of the version that it becomes. */
export type SetMember = { flow: FlowRowWithDraft; versionId: string };

export type CheckedMember = SetMember & { checked: CheckedDefinition };

/** Checks the drafts of flows that are published together: those that call each other are pinned to each other. */
export async function checkSet(
  ctx: ServiceContext,
  orgId: string,
  members: readonly SetMember[],
): Promise<CheckedMember[]> {
  const links = Object.fromEntries(members.map(({ flow, versionId }) => [flow.slug, versionId]));
  const known = members.length > 1 ? await summarizeMembers(ctx, orgId, members, links) : new Map();
  const checked: CheckedMember[] = [];
  for (const member of members) {
    const { draft: input, slug: ownSlug } = member.flow;
    const calls: CallSummaries = known.get(member.versionId) ?? new Map();
    const others = Object.fromEntries(Object.entries(links).filter(([slug]) => slug !== ownSlug));
    const set = { links: others, calls };
    checked.push({ ...member, checked: await checkDefinition(ctx, orgId, { input, ownSlug, set }) });
  }
  return checked;
}

async function summarizeMembers(
  ctx: ServiceContext,
  orgId: string,
  members: readonly SetMember[],
  links: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, CallSummaries>> {
  const drafts = new Map(
    members.map(({ flow, versionId }) => [versionId, { definition: flow.draft, links }] as const),
  );
  return summarizeVersions(drafts, async ({ definition }) => {
    const called = listCalledSlugs(toObject(definition));
    const slugs = called.filter((slug) => !Object.hasOwn(links, slug) && isSlug(slug));
    const outside = await listPublishedVersionIds(ctx.db, { orgId, slugs });
    return ctx.programs.summarizeCalls(orgId, { definition, links: outside });
  });
}
