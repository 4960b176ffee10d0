/**
 * Signed addresses of uploaded files, good on every process because nothing of them is kept.
 *
 * file/link-ends: a link opens one file until the time that is signed into it. One from before links had an end opens it
 *   as long after its upload as a link lasts.
 */
import type { Platform } from '../context';

type Signing = Pick<Platform, 'secrets'>;

const DAY_MS = 24 * 3_600_000;
const PURPOSE = 'chat-file';

/** How long the address lasts that an upload is answered with, and that a flow is given. */
export const FILE_LINK_MS = 30 * DAY_MS;
/** How long one lasts that a member opens from the console. */
export const MEMBER_LINK_MS = 600_000;

/** Milliseconds since 1970; `expiresAt` is null in a link from before links had an end. */
export type FileClaims = { orgId: string; channelId: string; uploadId: string; expiresAt: number | null };

/** The path of a file's address under the prefix of the chat API. */
export function toFilePath({ secrets }: Signing, claims: FileClaims & { expiresAt: number }): string {
  const { orgId, channelId, uploadId, expiresAt } = claims;
  const payload = Buffer.from(JSON.stringify([orgId, channelId, uploadId, String(expiresAt)])).toString(
    'base64url',
  );
  const signature = secrets.sign(PURPOSE, payload).toString('base64url');
  return `/files/${uploadId}?signature=${payload}.${signature}`;
}

/** Reads the signature of a file's address, also one whose time is over; null when it opens none. */
export function parseFileSignature({ secrets }: Signing, token: string): FileClaims | null {
  const [payload = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !secrets.verify(PURPOSE, payload, Buffer.from(signature, 'base64url'))) return null;
  const [orgId, channelId, uploadId, expiresAt]: (string | undefined)[] = JSON.parse(
    Buffer.from(payload, 'base64url').toString(),
  );
  if (orgId === undefined || channelId === undefined || uploadId === undefined) return null;
  return { orgId, channelId, uploadId, expiresAt: expiresAt === undefined ? null : Number(expiresAt) };
}

/** Tells whether a link opens its file no more. */
export function isLinkExpired({ expiresAt }: FileClaims, uploadedAt: Date, now: number): boolean {
  return (expiresAt ?? uploadedAt.getTime() + FILE_LINK_MS) <= now;
}
