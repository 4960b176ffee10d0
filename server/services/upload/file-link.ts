/**
 * Signed URLs of uploaded files; any process can verify them, because nothing about them is stored.
 *
 * file/link-ends: a link opens one file until the time that it contains. A link without a time, from an earlier
 *   build, opens it until FILE_LINK_MS after the upload.
 */
import type { Platform } from '../context';

type Signing = Pick<Platform, 'secrets'>;

const DAY_MS = 24 * 3_600_000;
const PURPOSE = 'chat-file';

/** The lifetime of links in upload responses and flows. */
export const FILE_LINK_MS = 30 * DAY_MS;
/** The lifetime of links for members in the console. */
export const MEMBER_LINK_MS = 600_000;

/** Milliseconds since 1970; `expiresAt` is null in links of an earlier build. */
export type FileClaims = { orgId: string; channelId: string; uploadId: string; expiresAt: number | null };

/** Returns the path of a file's link, below the prefix of the chat API. */
export function toFilePath({ secrets }: Signing, claims: FileClaims & { expiresAt: number }): string {
  const { orgId, channelId, uploadId, expiresAt } = claims;
  const payload = Buffer.from(JSON.stringify([orgId, channelId, uploadId, String(expiresAt)])).toString(
    'base64url',
  );
  const signature = secrets.sign(PURPOSE, payload).toString('base64url');
  return `/files/${uploadId}?signature=${payload}.${signature}`;
}

/** Parses a link's signature, also of an expired link; null when it is invalid. */
export function parseFileSignature({ secrets }: Signing, token: string): FileClaims | null {
  const [payload = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0 || !secrets.verify(PURPOSE, payload, Buffer.from(signature, 'base64url'))) return null;
  const [orgId, channelId, uploadId, expiresAt]: (string | undefined)[] = JSON.parse(
    Buffer.from(payload, 'base64url').toString(),
  );
  if (orgId === undefined || channelId === undefined || uploadId === undefined) return null;
  return { orgId, channelId, uploadId, expiresAt: expiresAt === undefined ? null : Number(expiresAt) };
}

/** Whether a link has expired. */
export function isLinkExpired({ expiresAt }: FileClaims, uploadedAt: Date, now: number): boolean {
  return (expiresAt ?? uploadedAt.getTime() + FILE_LINK_MS) <= now;
}
