import type { FlowRowWithDraft } from '@/server/db/flow-store';
import { findVersion, type NewVersion, publishDraft } from '@/server/db/published-version-store';
import { domainError, type FlowProblemDetail } from '@/server/shared/errors';
import { recordChange } from '../audit/record-change';
import { actorName, requireScope, type ServiceContext } from '../context';
import { makeOnce } from '../idempotency/make-once';
import { findClashes, type OwnTriggers } from '../trigger/find-clashes';
import { toNewTrigger } from '../trigger/view';
import { checkDefinition } from './check-definition';
import { getFlowRow } from './internal';
import { type PublishedFlow, toVersionView } from './view';

const MAX_NOTE_LENGTH = 2_000;

export type PublishFlowInput = { flowId: string; note?: string | undefined; ifRev?: number | undefined };

/**
 * Makes the draft the next numbered version and opens it to callers; running sessions stay on theirs. Throws
 * flow_invalid with every error, draft_conflict when the draft is not at `ifRev` or was saved meanwhile.
 */
export async function publishFlow(
  ctx: ServiceContext,
  { flowId, note = '', ifRev }: PublishFlowInput,
): Promise<PublishedFlow> {
  const orgId = requireScope(ctx, 'flows:write');
  requireNote(note);
  const flow = await getFlowRow(ctx, orgId, flowId);
  const { triggers, links, problems } = await checkDefinition(ctx, orgId, {
    input: flow.draft,
    ownSlug: flow.slug,
  });
  const find = (versionId: string) =>
    findVersion(ctx.db, { orgId, flowId: flow.id, number: null, versionId });
  const row = await makeOnce(ctx, {
    find,
    make: async (versionId) => {
      requireRev(flow, ifRev);
      const own = { triggers, ownSlug: flow.slug };
      requireNoErrors([...(await findClashes(ctx, orgId, own)), ...problems]);
      await insertVersion(ctx, { orgId, flowId: flow.id, versionId, rev: flow.draftRev, note, links }, own);
      return find(versionId);
    },
  });
  if (!row) throw domainError('not_found', { thing: 'flow', id: flowId });
  const after = { number: row.number, note, slug: flow.slug };
  await recordChange(ctx, {
    action: 'flow.published',
    thingId: flow.id,
    name: flow.name,
    before: null,
    after,
    entryId: row.id,
  });
  return { ...toVersionView(row), warnings: problems };
}

type Publication = Pick<NewVersion, 'orgId' | 'flowId' | 'versionId' | 'rev' | 'note' | 'links'>;

async function insertVersion(ctx: ServiceContext, publication: Publication, own: OwnTriggers): Promise<void> {
  const { orgId, flowId } = publication;
  const number = await publishDraft(ctx.db, {
    ...publication,
    triggers: own.triggers.map(toNewTrigger),
    createdBy: actorName(ctx.actor),
    at: new Date(ctx.clock.now()),
  });
  // Another flow took a name between the check and the commit.
  if (number === 'taken') throw domainError('flow_invalid', { problems: await findClashes(ctx, orgId, own) });
  if (number !== null) return;
  const { draftRev } = await getFlowRow(ctx, orgId, flowId);
  throw domainError('draft_conflict', { currentRev: draftRev });
}

function requireRev({ draftRev }: FlowRowWithDraft, ifRev: number | undefined): void {
  if (ifRev !== undefined && ifRev !== draftRev)
    throw domainError('draft_conflict', { currentRev: draftRev });
}

function requireNoErrors(problems: FlowProblemDetail[]): void {
  if (problems.some(({ severity }) => severity === 'error')) throw domainError('flow_invalid', { problems });
}

function requireNote(note: string): void {
  if (note.length > MAX_NOTE_LENGTH) {
    throw domainError('limit_exceeded', {
      limit: 'note characters',
      max: MAX_NOTE_LENGTH,
      actual: note.length,
    });
  }
}
