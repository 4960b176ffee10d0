import { listContacts as listContactRows } from '@/server/db/contact/list';
import { listContactAddresses } from '@/server/db/contact/store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import type { ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type ContactView, toContactView } from './view';

export type ListContacts = PageRequest & {
  /** A part of the name or of an address. */
  search?: string | undefined;
  /** An exact address; with `channel` on that channel alone. */
  address?: string | undefined;
  channel?: string | undefined;
};

/** Lists the organization's contacts, newest first. */
export async function listContacts(
  ctx: ServiceContext,
  { cursor, limit, search, address, channel }: ListContacts,
): Promise<Page<ContactView>> {
  const orgId = requireOrgWideScope(ctx, 'sessions:read');
  const rows = await listContactRows(ctx.db, {
    orgId,
    search: search?.trim() || null,
    address: address ? { address, channel: channel ?? null } : null,
    after: requireTimeCursor(cursor),
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  const addresses = await listContactAddresses(ctx.db, { orgId, contactIds: items.map(({ id }) => id) });
  return { items: items.map((row) => toContactView(row, addresses)), nextCursor };
}
