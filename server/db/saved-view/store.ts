import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

type View = Tables['savedViews'];
type Owner = { orgId: string; userId: string };

/** A row of `saved_views`. */
export type SavedViewRow = Selectable<View>;

/** Lists the views that a member saved, by page and name. */
export function listSavedViews(db: Db, { orgId, userId }: Owner): Promise<SavedViewRow[]> {
  const views = build.selectFrom('savedViews').selectAll().where('orgId', '=', orgId);
  return listRows(db, views.where('userId', '=', userId).orderBy('page').orderBy('name'));
}

/** Stores a view; one of the same member, page and name gets the new query. Throws foreign_key_violation without the member. */
export async function upsertSavedView(db: Db, view: Insertable<View>): Promise<void> {
  const insert = build.insertInto('savedViews').values(view);
  await countRows(
    db,
    insert.onConflict((conflict) =>
      conflict.columns(['orgId', 'userId', 'page', 'name']).doUpdateSet({ query: view.query }),
    ),
  );
}

/** Deletes a view of a member; false when there is none. */
export async function deleteSavedView(
  db: Db,
  { orgId, userId, id }: Owner & { id: string },
): Promise<boolean> {
  const view = build.deleteFrom('savedViews').where('orgId', '=', orgId).where('userId', '=', userId);
  return (await countRows(db, view.where('id', '=', id))) === 1;
}
