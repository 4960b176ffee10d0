import type { Json } from '@/server/engine/json';
import type { Recording } from '@/server/engine/replay/recording';
import type { ServiceContext } from '../context';
import { checkDefinition } from '../flow/draft/check-definition';
import { requireNoErrors } from '../flow/draft/require-no-errors';
import { getFlowRow } from '../flow/internal';
import { getVersionRow } from '../flow/version/get-version';
import { readPinnedFlows } from '../replay/replay-flows';

/** The version that a fork runs on: the one that was recorded, the flow's draft, or a published version by its number. */
export type ForkVersion = 'recorded' | 'draft' | number;

export type ForkTarget = {
  version: number | null;
  definition: Json;
  links: Record<string, string>;
  flows: Pick<Recording, 'flow' | 'flows'>;
};

/** Reads the version that a fork runs on. Throws not_found, and flow_invalid for a draft with errors. */
export async function readTarget(
  ctx: ServiceContext,
  { orgId, flowId, version, ranOn }: TargetRef,
): Promise<ForkTarget> {
  const { id, slug, draft } = await getFlowRow(ctx, orgId, flowId);
  if (version === 'draft') {
    const { problems, links } = await checkDefinition(ctx, orgId, { input: draft, ownSlug: slug });
    requireNoErrors(problems);
    const flows = await readPinnedFlows(ctx, orgId, { slug, definition: draft, links });
    return { version: null, definition: draft, links, flows };
  }
  if (version === 'recorded') {
    const { flow, flows } = ranOn;
    const own = flows[flow];
    return {
      version: own?.version ?? null,
      definition: own?.definition ?? null,
      links: own?.links ?? {},
      flows: { flow, flows },
    };
  }
  const { definition, links } = await getVersionRow(ctx, orgId, { flowId: id, number: version });
  const flows = await readPinnedFlows(ctx, orgId, { slug, definition, links });
  return { version, definition, links, flows };
}

/** `ranOn` is the version that was recorded. */
type TargetRef = {
  orgId: string;
  flowId: string;
  version: ForkVersion;
  ranOn: ForkTarget['flows'];
};
