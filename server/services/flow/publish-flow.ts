import { findVersion, publishDraft } from '@/server/db/published-version-store';
import { domainError, type FlowProblemDetail } from '@/server/shared/errors';
import { recordChange } from '../audit/record-change';
import { actorName, requireScope, type ServiceContext } from '../context';
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
  if (ifRev !== undefined && ifRev !== flow.draftRev)
    throw domainError('draft_conflict', { currentRev: flow.draftRev });
  const checked = await checkDefinition(ctx, orgId, { input: flow.draft, ownSlug: flow.slug });
  const own = { triggers: checked.triggers, ownSlug: flow.slug };
  requireNoErrors([...(await findClashes(ctx, orgId, own)), ...checked.problems]);
  const publication = { flowId: flow.id, rev: flow.draftRev, note, links: checked.links };
  const versionId = await insertVersion(ctx, orgId, publication, own);
  const row = await findVersion(ctx.db, { orgId, flowId: flow.id, number: null, versionId });
  if (!row) throw domainError('not_found', { thing: 'version', id: versionId });
  const after = { number: row.number, note, slug: flow.slug };
  await recordChange(ctx, {
    action: 'flow.published',
    thingId: flow.id,
    name: flow.name,
    before: null,
    after,
  });
  return { ...toVersionView(row), warnings: checked.problems };
}

type Publication = { flowId: string; rev: number; note: string; links: Record<string, string> };

async function insertVersion(
  ctx: ServiceContext,
  orgId: string,
  publication: Publication,
  own: OwnTriggers,
): Promise<string> {
  const now = ctx.clock.now();
  const versionId = ctx.ids.uuid(now);
  const createdBy = actorName(ctx.actor);
  const number = await publishDraft(ctx.db, {
    ...publication,
    triggers: own.triggers.map(toNewTrigger),
    orgId,
    versionId,
    createdBy,
    at: new Date(now),
  });
  // Another flow took a name between the check and the commit.
  if (number === 'taken') throw domainError('flow_invalid', { problems: await findClashes(ctx, orgId, own) });
  if (number !== null) return versionId;
  const { draftRev } = await getFlowRow(ctx, orgId, publication.flowId);
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
