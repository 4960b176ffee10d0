import { findUpload } from '@/server/db/upload/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';
import type { UploadView } from './store-upload';

/** Returns a file that was sent on a channel; throws not_found. */
export async function getUpload(
  ctx: ServiceContext,
  { uploadId }: { uploadId: string },
): Promise<UploadView & { bytes: Uint8Array; createdAt: Date }> {
  const { orgId } = ctx.actor;
  const row = isUuid(uploadId) ? await findUpload(ctx.db, { orgId, id: uploadId }) : null;
  if (!row) throw domainError('not_found', { thing: 'upload', id: uploadId });
  requireChannelAccess(ctx, 'sessions:read', row.channelId);
  const { id, name, mime, size, bytes, createdAt } = row;
  return { id, name, mime, size, bytes, createdAt };
}
