import { type ListedRequest, listRequestRecords } from '@/server/db/request-record/store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { getKeyRow } from '../api-key/internal';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';

export type RequestView = Omit<ListedRequest, 'orgId'>;

export type ListRequests = PageRequest & {
  /** Default: all keys. */
  keyId?: string | undefined;
  /** A part of the path, or a request id. */
  search?: string | undefined;
  /** The first digit of the status: 2, 4 or 5. */
  family?: number | undefined;
};

/** Lists the requests of one or all API keys in the last seven days, newest first. Throws not_found. */
export async function listRequests(ctx: ServiceContext, input: ListRequests): Promise<Page<RequestView>> {
  const orgId = requireScope(ctx, 'keys:read');
  const keyId = input.keyId === undefined ? null : (await getKeyRow(ctx, orgId, input.keyId)).id;
  const after = requireTimeCursor(input.cursor);
  const rows = await listRequestRecords(ctx.db, {
    orgId,
    keyId,
    search: input.search ?? null,
    family: input.family ?? null,
    after,
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, ({ at, id }) => [at.toISOString(), id]);
  return { ...page, items: page.items.map(({ orgId: _, ...view }) => view) };
}
