import { listTriggers } from '@/server/db/flow-trigger/store';
import { requireScope, type ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/** Lists the events that trigger published flows, by name; `manual` filters by whether people may start them. */
export async function listEventTriggers(
  ctx: ServiceContext,
  { manual }: { manual?: boolean } = {},
): Promise<TriggerView<'event'>[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  const views = toTriggerViews(await listTriggers(ctx.db, { orgId, type: 'event' }), 'event');
  return manual === undefined ? views : views.filter(({ trigger }) => trigger.manual === manual);
}
