import { findCaller } from '@/server/auth/get-viewer';
import { getContainer } from '@/server/container';
import { loadPicture, type Picture } from '@/server/services/picture/load-picture';
import { isDomainError } from '@/server/shared/errors';
import { requireOwnConsole } from './same-origin';

const MAX_URL_CHARS = 4_000;

/** Loads a picture from another host for a page of our own console, for members who may read conversations. */
export async function handlePictureRequest(request: Request): Promise<Response> {
  const platform = getContainer();
  const url = new URL(request.url).searchParams.get('url') ?? '';
  try {
    requireOwnConsole(request, platform.env.PARLEY_PUBLIC_URL);
    const { actor } = await findCaller();
    if (!actor) return refuse(401);
    if (url === '' || url.length > MAX_URL_CHARS) return refuse(400);
    const picture = await loadPicture({ ...platform, actor }, { url });
    if (picture === 'busy') return refuse(503, { 'Retry-After': '1' });
    return picture ? show(picture) : refuse(404);
  } catch (error) {
    if (isDomainError(error)) return refuse(403);
    throw error;
  }
}

function show({ mime, bytes }: Picture): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': mime,
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

const REASONS = {
  400: 'The address of the picture is missing or too long.',
  401: 'You are signed out.',
  403: 'You may not load pictures.',
  404: 'There is no picture at this address.',
  503: 'Too many pictures are being loaded. Try again.',
} as const;

function refuse(status: keyof typeof REASONS, headers: Record<string, string> = {}): Response {
  const type = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(`${REASONS[status]}\n`, { status, headers: { ...type, ...headers } });
}
