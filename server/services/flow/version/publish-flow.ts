import type { FlowRowWithDraft } from '@/server/db/flow/store';
import {
  findUnchangedVersion,
  findVersion,
  insertVersion,
  isTriggerTaken,
  type NewVersion,
  type VersionRowWithDefinition,
} from '@/server/db/flow-version/published';
import { findReplayOfDraft } from '@/server/db/replay/store';
import { VERSION } from '@/server/gateways/version';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../../audit/with-change';
import { actorName, requireScope, type ServiceContext } from '../../context';
import { createOnce } from '../../idempotency/create-once';
import { requireWithinLimit } from '../../require-within-limit';
import { findTriggerConflicts, type OwnTriggers } from '../../trigger/find-trigger-conflicts';
import { toNewTrigger } from '../../trigger/view';
import { checkDefinition } from '../draft/check-definition';
import { requireNoErrors } from '../draft/require-no-errors';
import { getFlowRow } from '../internal';
import type { CheckedTests } from '../test/check-flow-tests';
import { type PublishedFlow, toVersionView } from '../view';
import { requirePassedTests, testPublication, toTestRecord } from './test-publication';

const MAX_NOTE_LENGTH = 2_000;
const MAX_REASON_LENGTH = 500;
const ATTEMPTS = 10;

export type PublishFlowInput = {
  flowId: string;
  note?: string | undefined;
  /** Why it is published although tests fail; the audit log has it. */
  reason?: string | undefined;
  ifRev?: number | undefined;
};

/**
 * Publishes the draft as the next numbered version; running sessions keep theirs. If neither the draft nor the versions of
 * its called flows have changed, returns the current version. Throws flow_invalid with every error, tests_failed when tests of
 * the flow fail and there is no `reason`, and draft_conflict when the draft is not at `ifRev` or was saved meanwhile.
 */
export async function publishFlow(
  ctx: ServiceContext,
  { flowId, note = '', reason: given = '', ifRev }: PublishFlowInput,
): Promise<PublishedFlow> {
  const orgId = requireScope(ctx, 'flows:write');
  requireWithinLimit('note characters', MAX_NOTE_LENGTH, note.length);
  const reason = given.trim();
  requireWithinLimit('reason characters', MAX_REASON_LENGTH, reason.length);
  const flow = await getFlowRow(ctx, orgId, flowId);
  const { triggers, links, problems, certificate, definition } = await checkDefinition(ctx, orgId, {
    input: flow.draft,
    ownSlug: flow.slug,
  });
  const { row, isNew } = await createOnce(ctx, {
    find: async (versionId) => {
      const made = await findVersion(ctx.db, { orgId, flowId: flow.id, number: null, versionId });
      return made && { row: made, isNew: true };
    },
    create: async (versionId) => {
      requireRev(flow, ifRev);
      const own = { triggers, ownSlugs: [flow.slug] };
      requireNoErrors([...(await findTriggerConflicts(ctx, orgId, own)), ...problems]);
      const tested = await testPublication(ctx, { orgId, flowId: flow.id, definition, links });
      return publishAgain(ctx, {
        ...{ flow, own, tested, reason },
        version: {
          orgId,
          versionId,
          note,
          links,
          certificate: certificate && { engine: VERSION, ...certificate },
        },
      });
    },
  });
  return { ...toVersionView(row), certificate: row.certificate, warnings: problems, isNew };
}

type Publication = {
  flow: FlowRowWithDraft;
  own: OwnTriggers;
  /** How its tests went, and why it is published although some failed. */
  tested: CheckedTests | null;
  reason: string;
  version: Pick<NewVersion, 'orgId' | 'versionId' | 'note' | 'links' | 'certificate'>;
};

type Published = { row: VersionRowWithDefinition; isNew: boolean };

// Another flow took a trigger between the check and the commit; it may have lost it again by the next attempt.
async function publishAgain(ctx: ServiceContext, publication: Publication): Promise<Published> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await publish(ctx, publication);
    } catch (error) {
      if (!isTriggerTaken(error)) throw error;
      if (attempt < ATTEMPTS) continue;
      const { own, version } = publication;
      throw domainError('flow_invalid', { problems: await findTriggerConflicts(ctx, version.orgId, own) });
    }
  }
}

async function publish(ctx: ServiceContext, publication: Publication): Promise<Published> {
  const { flow, own, version, tested, reason } = publication;
  const { orgId, versionId, note } = version;
  const published = await withChange(ctx, async (tx) => {
    const same = await findUnchangedVersion(tx, { ...version, flowId: flow.id, rev: flow.draftRev });
    if (same) return { result: { row: same, isNew: false }, change: null };
    requirePassedTests(tested, reason);
    const number = await insertVersion(tx, {
      ...version,
      flowId: flow.id,
      rev: flow.draftRev,
      triggers: own.triggers.map(toNewTrigger),
      createdBy: actorName(ctx.actor),
      at: new Date(ctx.clock.now()),
    });
    if (number === null) return { result: null, change: null };
    const row = await findVersion(tx, { orgId, flowId: flow.id, number: null, versionId });
    const replay = await findReplayOfDraft(tx, { orgId, flowId: flow.id, draftRev: flow.draftRev });
    // What its author saw, or could have seen, of recorded sessions on it.
    const seen = replay && { replay: { id: replay.id, verdicts: replay.result?.verdicts ?? null } };
    const after = { number, note, slug: flow.slug, ...seen, ...toTestRecord(tested, reason) };
    const what = { thingId: flow.id, name: flow.name, before: null, after };
    return { result: row && { row, isNew: true }, change: { action: 'flow.published', ...what } };
  });
  if (published) return published;
  const { draftRev } = await getFlowRow(ctx, orgId, flow.id);
  throw domainError('draft_conflict', { currentRev: draftRev });
}

function requireRev({ draftRev }: FlowRowWithDraft, ifRev: number | undefined): void {
  if (ifRev !== undefined && ifRev !== draftRev)
    throw domainError('draft_conflict', { currentRev: draftRev });
}
