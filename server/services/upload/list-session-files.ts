import { listThreadUploads } from '@/server/db/upload/store';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { MEMBER_LINK_MS, toFilePath } from './file-link';
import type { UploadView } from './store-upload';

/** The path of the chat API, which serves files. */
const PREFIX = '/api/public/v1';

/** `path` is valid for ten minutes. */
export type SessionFile = UploadView & { path: string; createdAt: Date };

/** Lists the newest files of a session's conversation, each with a new link. Throws not_found. */
export async function listSessionFiles(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<SessionFile[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { threadId } = await requireSession(ctx, { orgId, sessionId });
  if (threadId === null) return [];
  const expiresAt = ctx.clock.now() + MEMBER_LINK_MS;
  const rows = await listThreadUploads(ctx.db, { orgId, threadId });
  return rows.map(({ id, channelId, name, mime, size, createdAt }) => {
    const path = `${PREFIX}${toFilePath(ctx, { orgId, channelId, uploadId: id, expiresAt })}`;
    return { id, name, mime, size, createdAt, path };
  });
}
