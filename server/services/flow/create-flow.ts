import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { type FlowRowWithDraft, findFlow, insertFlow, type NewFlow } from '@/server/db/flow/store';
import { domainError } from '@/server/shared/errors';
import type { Json } from '@/server/shared/json';
import { type Change, withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { createOnce } from '../idempotency/create-once';
import { requireValid } from '../require-valid';
import { createBlankDraft } from './draft/create-blank-draft';
import { requireKnownFormat } from './draft/find-draft-issue';
import { requireDraftSize, requireFlowRow, toFlowView } from './internal';
import { newFlowSchema } from './schema';
import { toNumberedSlug, toSlug, toUniqueSlug } from './slug';
import { toStoredTags } from './tag-keys';
import type { FlowView } from './view';

export type CreateFlowInput = {
  name: string;
  slug?: string | undefined;
  definition?: unknown;
  tests?: Json[] | undefined;
  tags?: string[] | undefined;
};

const MAX_ATTEMPTS = 50;

/**
 * Creates a flow with a draft and no published version. A given slug may be taken (slug_taken); a derived one gets a
 * number.
 */
export async function createFlow(ctx: ServiceContext, input: CreateFlowInput): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const {
    name,
    slug = null,
    definition: draft = createBlankDraft(),
    tags,
  } = requireValid(newFlowSchema, input);
  requireKnownFormat(draft, 'definition');
  requireDraftSize(draft);
  const row = await createOnce(ctx, {
    find: (flowId) => findFlow(ctx.db, { orgId, flowId }),
    create: (flowId) =>
      withChange(ctx, async (tx) => {
        await insertUnder(
          tx,
          {
            orgId,
            name,
            draft,
            tests: input.tests,
            tags: toStoredTags(tags),
            flowId,
            at: new Date(ctx.clock.now()),
          },
          slug,
        );
        const result = requireFlowRow(await findFlow(tx, { orgId, flowId }), flowId);
        return { result, change: toChange(result) };
      }),
  });
  return toFlowView(row);
}

function toChange({ id, name, slug }: FlowRowWithDraft): Change {
  return { action: 'flow.created', thingId: id, name, before: null, after: { name, slug } };
}

async function insertUnder(
  tx: AuditedTransaction,
  flow: Omit<NewFlow, 'slug'>,
  wanted: string | null,
): Promise<void> {
  const slug = toSlug(flow.name);
  const slugs = wanted === null ? derivedSlugs(slug, flow.flowId) : [wanted];
  for (const each of slugs) if (await insertFlow(tx, { ...flow, slug: each })) return;
  throw domainError('slug_taken', { slug: wanted ?? slug });
}

// Names without Latin letters all yield the same slug, so numbers may not suffice.
function derivedSlugs(slug: string, flowId: string): string[] {
  const numbered = Array.from({ length: MAX_ATTEMPTS }, (_, index) => toNumberedSlug(slug, index + 1));
  return [...numbered, toUniqueSlug(slug, flowId)];
}
