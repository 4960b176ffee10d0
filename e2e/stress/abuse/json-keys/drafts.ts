import { ask } from '@/e2e/api/support/target';
import type { StressTarget } from '../../support/open-stress-target';
import type { ConsoleClient } from './call-console';
import type { JsonRecord } from './entry-points';
import { HELD } from './held-flow';

type Flow = { id: string; draft: { variables: { default: unknown }[] } };

/** Saves each object in a draft through the API and the console, and names those that come back changed. */
export async function findDraftFaults(
  target: StressTarget,
  console: ConsoleClient,
  objects: readonly JsonRecord[],
): Promise<string[]> {
  const flows = `/api/v1/orgs/${target.orgId}/flows`;
  const made = await ask<Flow>(target, 'POST', flows, { body: { name: 'Keys', definition: HELD } });
  const flowId = made.body.id;
  const faults: string[] = [];
  for (const given of objects) {
    const draft = { ...HELD, variables: [{ name: 'v', default: given }] };
    const saved = await ask<Flow>(target, 'PATCH', `${flows}/${flowId}`, { body: { draft } });
    const checked = await ask(target, 'POST', `${flows}/${flowId}/validate`, { body: { definition: draft } });
    const exported = await console.query('flow.export', { flowId });
    const kept = await console.mutate('flow.saveDraft', { flowId, draft });
    for (const [what, { status, text }] of Object.entries({ saved, checked, exported, kept }))
      if (status !== 200) faults.push(`draft ${JSON.stringify(given)}: ${what} ${status} ${text}`);
    const { definition } = (exported.data ?? {}) as { definition?: Flow['draft'] };
    const { draft: shown } = (kept.data ?? {}) as Partial<Flow>;
    for (const seen of [saved.body.draft, definition, shown])
      if (JSON.stringify(seen?.variables[0]?.default) !== JSON.stringify(given))
        faults.push(`draft ${JSON.stringify(given)} came back as ${JSON.stringify(seen)}`);
  }
  return faults;
}
