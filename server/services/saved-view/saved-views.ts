import {
  deleteSavedView as deleteSavedViewRow,
  listSavedViews as listSavedViewRows,
  type SavedViewRow,
  upsertSavedView,
} from '@/server/db/saved-view/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { requireWithinLimit } from '../require-within-limit';
import { requireUser } from '../user/require-user';
import { type SaveView, savedViewSchema } from './schema';

/** The filters of a list that a member keeps under a name; `query` is that of the page's address. */
export type SavedView = Pick<SavedViewRow, 'id' | 'page' | 'name' | 'query'>;

const MOST = 100;

/** Lists the caller's own views, by page and name. */
export async function listSavedViews(ctx: ServiceContext): Promise<SavedView[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { userId } = requireUser(ctx);
  return (await listSavedViewRows(ctx.db, { orgId, userId })).map(toView);
}

/** Saves a view of the caller; one of the same page and name is replaced. Throws invalid_request and limit_exceeded. */
export async function saveView(ctx: ServiceContext, input: SaveView): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { userId } = requireUser(ctx);
  const view = requireValid(savedViewSchema, input);
  const others = (await listSavedViewRows(ctx.db, { orgId, userId })).filter(
    ({ page, name }) => page !== view.page || name !== view.name,
  );
  requireWithinLimit('saved views of a member', MOST, others.length + 1);
  await upsertSavedView(ctx.db, { orgId, id: ctx.ids.uuid(ctx.clock.now()), userId, ...view });
}

/** Deletes a view of the caller. Throws not_found. */
export async function deleteSavedView(ctx: ServiceContext, { id }: { id: string }): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { userId } = requireUser(ctx);
  const isDeleted = isUuid(id) && (await deleteSavedViewRow(ctx.db, { orgId, userId, id }));
  if (!isDeleted) throw domainError('not_found', { thing: 'saved view', id });
}

function toView({ id, page, name, query }: SavedViewRow): SavedView {
  return { id, page, name, query };
}
