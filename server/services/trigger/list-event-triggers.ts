import { listTriggers } from '@/server/db/flow-trigger/store';
import { requireScope, type ServiceContext } from '../context';
import { type TriggerView, toTriggerViews } from './view';

/** The events that start published flows, by name; with `manual`, only those that people may start or may not. */
export async function listEventTriggers(
  ctx: ServiceContext,
  { manual }: { manual?: boolean } = {},
): Promise<TriggerView<'event'>[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  const views = toTriggerViews(await listTriggers(ctx.db, { orgId, type: 'event' }), 'event');
  return manual === undefined ? views : views.filter(({ trigger }) => trigger.manual === manual);
}
