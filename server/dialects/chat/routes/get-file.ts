import { createRoute, z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { getUpload } from '@/server/services/upload/get-upload';
import { authenticateFile } from '../auth';
import { errorBody } from '../reply-schemas';
import { filePath } from '../schemas';

const route = createRoute({
  method: 'get',
  path: '/files/{fileId}',
  summary: 'Read an uploaded file',
  description: 'Its address is signed; whoever has it can read the file.',
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
    async ({ ctx, params: { fileId } }) => {
      const { name, mime, size, bytes } = await getUpload(ctx, { uploadId: fileId });
      return {
        status: 200,
        stream: new Blob([new Uint8Array(bytes)]).stream(),
        headers: {
          'Content-Type': mime,
          'Content-Length': String(size),
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          'Content-Security-Policy': "sandbox; default-src 'none'",
        },
      };
    },
    { authenticate: authenticateFile },
  );
