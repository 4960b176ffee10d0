import { listLabels as listLabelRows, replaceLabels } from '@/server/db/inbox/labels';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { requireSession } from '../session/require-session';
import { labelsSchema, type SetLabels } from './schema';

const MOST_LISTED = 500;

/** Lists the labels that conversations of the organization have, by name, at most 500. */
export function listLabels(ctx: ServiceContext): Promise<string[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  return listLabelRows(ctx.db, { orgId, take: MOST_LISTED });
}

/** Gives a conversation these labels and no others (inbox/members-only). Throws invalid_request and not_found. */
export async function setLabels(ctx: ServiceContext, input: SetLabels): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { sessionId, labels } = requireValid(labelsSchema, input);
  await requireSession(ctx, { orgId, sessionId });
  const distinct = [...new Set(labels)];
  await ctx.db.transaction((tx) => replaceLabels(tx, { orgId, sessionId, labels: distinct }));
}
