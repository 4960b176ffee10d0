import type { Json, JsonObject } from '@/server/engine/json';
import type { Regional } from '@/server/engine/locale/regional';
import { requireStorable } from '@/server/shared/require-storable';
import { requireScope, type ServiceContext } from '../context';
import { checkDefinition } from '../flow/draft/check-definition';
import { requireNoErrors } from '../flow/draft/require-no-errors';
import { getFlowRow, requireDraft } from '../flow/internal';
import { storeTestVersion } from '../flow/version/store-test-version';
import { createSession } from './create-session';
import { DEFAULT_WAIT_MS } from './reply/await-reply';
import { getReplyByKey } from './reply/get-reply-by-key';
import { requireRegional } from './require-regional';
import type { SessionReply } from './view';

/** The lifetime of a test session. */
export const TEST_LIFE_MS = 3_600_000;

export type StartTestSession = {
  flowId: string;
  /** The definition to run; the flow's draft by default. */
  definition?: Json | undefined;
  variables?: JsonObject | undefined;
  /** The session's own settings, as a caller of an API names them. */
  regional?: Regional | undefined;
  waitMs?: number;
};

/**
 * Starts a session of an unpublished definition and returns its first messages.
 * Throws not_found, flow_invalid with every error, and invalid_request for an unknown locale or time zone.
 */
export async function startTestSession(ctx: ServiceContext, input: StartTestSession): Promise<SessionReply> {
  const orgId = requireScope(ctx, 'flows:write');
  const { waitMs = DEFAULT_WAIT_MS } = input;
  requireStorable(input.variables ?? {}, ['variables']);
  requireStorable(input.definition ?? null, ['definition']);
  const regional = requireRegional(input.regional);
  const flow = await getFlowRow(ctx, orgId, input.flowId);
  const definition = input.definition === undefined ? flow.draft : requireDraft(input.definition);
  const { problems, links } = await checkDefinition(ctx, orgId, { input: definition, ownSlug: flow.slug });
  requireNoErrors(problems);
  const { variables = {} } = input;
  const versionId = await storeTestVersion(ctx, { orgId, flowId: flow.id, definition, links });
  const facts = { isTest: true, metadata: {}, channel: 'test', externalId: null, lifeMs: TEST_LIFE_MS };
  const start = await ctx.organizations.getStart(orgId);
  const session = { ...facts, orgId, flowId: flow.id, versionId, variables, regional, ...start };
  return (await createSession(ctx, session, waitMs)) ?? getReplyByKey(ctx, waitMs);
}
