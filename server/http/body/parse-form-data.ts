import { domainError } from '@/server/shared/errors';

const FORM_TYPE = /^multipart\/form-data\s*;/i;

/** Parses a body as a form with files; throws unsupported_media_type or invalid_request. */
export async function parseFormData(contentType: string | null, bytes: Uint8Array): Promise<FormData> {
  if (contentType === null || !FORM_TYPE.test(contentType)) {
    throw domainError('unsupported_media_type', { expected: 'multipart/form-data' });
  }
  try {
    return await new Response(Buffer.from(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw domainError('invalid_request', { issues: [{ path: [], message: 'is no multipart form' }] });
  }
}
