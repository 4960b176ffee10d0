import { createRoute, z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { fileReply } from '@/server/http/routing/openapi';
import { isLinkExpired, parseFileSignature } from '@/server/services/upload/file-link';
import { toServedType } from '@/server/services/upload/file-type';
import { getUpload } from '@/server/services/upload/get-upload';
import { domainError } from '@/server/shared/errors';
import { authenticateFile } from '../auth';
import { filePath } from '../schemas';

const route = createRoute({
  method: 'get',
  path: '/files/{fileId}',
  operationId: 'getFile',
  tags: ['Uploads'],
  summary: 'Read an uploaded file',
  description: 'The URL is signed and valid for 30 days; it needs no other credential.',
  security: [],
  request: {
    params: filePath,
    query: z.object({
      signature: z.string().optional().openapi({ description: 'From the URL of the upload response' }),
    }),
  },
  responses: { 200: fileReply('The file') },
});

/** The target of the URL in an upload's response. Files of strangers are sent as attachments, never shown as a page. */
export const getFileEndpoint = () =>
  defineEndpoint(
    route,
    async ({ ctx, params: { fileId }, query: { signature } }) => {
      const { name, mime, size, bytes, createdAt } = await getUpload(ctx, { uploadId: fileId });
      const claims = parseFileSignature(ctx, signature ?? '');
      if (!claims || isLinkExpired(claims, createdAt, ctx.clock.now()))
        throw domainError('not_found', { thing: 'upload', id: fileId });
      return {
        status: 200,
        stream: new Blob([new Uint8Array(bytes)]).stream(),
        headers: {
          'Content-Type': toServedType(mime),
          'Content-Length': String(size),
          'Content-Disposition': `attachment; filename*=UTF-8''${toHeaderValue(name)}`,
          'Content-Security-Policy': "sandbox; default-src 'none'",
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'private, no-store',
        },
      };
    },
    { authenticate: authenticateFile },
  );

/** Encodes a name by RFC 8187, which escapes more characters than a URL. */
function toHeaderValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
