import { type AuditRow, listAuditEntries } from '@/server/db/audit/store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { findActorNames } from './find-actor-names';

/** `actorName` is the current name of the person or key; null when there is none. */
export type AuditEntry = Omit<AuditRow, 'orgId'> & { actorName: string | null };

export type ListAudit = PageRequest & {
  /** "user:<id>", "key:<id>" or "system". */
  actor?: string | undefined;
  /** The kind of thing, such as "channel", and its id. */
  thing?: string | undefined;
  thingId?: string | undefined;
  /** A part of the thing's name or of the action. */
  search?: string | undefined;
};

/** Lists the organization's audit entries, newest first. */
export async function listAudit(ctx: ServiceContext, input: ListAudit): Promise<Page<AuditEntry>> {
  const orgId = requireScope(ctx, 'settings:read');
  const rows = await listAuditEntries(ctx.db, {
    orgId,
    actor: input.actor ?? null,
    thing: input.thing ?? null,
    thingId: input.thingId ?? null,
    search: input.search ?? null,
    after: requireTimeCursor(input.cursor),
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, ({ at, id }) => [at.toISOString(), id]);
  const names = await findActorNames(
    ctx,
    orgId,
    page.items.map(({ actor }) => actor),
  );
  const items = page.items.map(({ orgId: _, ...entry }) => ({
    ...entry,
    actorName: names.get(entry.actor) ?? null,
  }));
  return { ...page, items };
}
