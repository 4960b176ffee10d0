import { createRoute, z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { isLinkExpired, parseFileSignature } from '@/server/services/upload/file-link';
import { toServedType } from '@/server/services/upload/file-type';
import { getUpload } from '@/server/services/upload/get-upload';
import { domainError } from '@/server/shared/errors';
import { authenticateFile } from '../auth';
import { errorBody } from '../reply/reply-schemas';
import { filePath } from '../schemas';

const route = createRoute({
  method: 'get',
  path: '/files/{fileId}',
  summary: 'Read an uploaded file',
  description: 'Its address is signed, for 30 days; until then whoever has it can read the file.',
  security: [],
  request: {
    params: filePath,
    query: z.object({
      signature: z.string().optional().openapi({ description: 'From the address that the upload answered' }),
    }),
  },
  responses: { 200: { description: 'The file' }, 404: jsonReply('file_not_found', errorBody) },
});

/** The address that an upload is answered with. What strangers sent is given out to be saved, never to be shown as a page. */
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

/** A name as RFC 8187 writes it, which leaves fewer characters as they are than a URL does. */
function toHeaderValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
