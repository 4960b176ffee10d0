import type { SecretBox } from '@/server/gateways/secret-box';

/*
 * A wait token answers one pause of one session.
 * W1 Only this server makes one, and it names the session and the turn in which the pause began.
 * W2 It is good while that pause lasts: an answer ends the pause, so a token works once.
 */

const PURPOSE = 'wait-token';

/** Makes the token of a session's pause. */
export function toWaitToken(secrets: SecretBox, sessionId: string, pauseNo: number): string {
  return `${pauseNo}.${secrets.sign(PURPOSE, toText(sessionId, pauseNo)).toString('base64url')}`;
}

/** The pause that a token answers; null when it was not made here for this session. */
export function parseWaitToken(secrets: SecretBox, sessionId: string, token: string): number | null {
  const parts = /^(\d{1,9})\.([\w-]{43})$/.exec(token);
  if (!parts) return null;
  const pauseNo = Number(parts[1]);
  const given = Buffer.from(parts[2] ?? '', 'base64url');
  return secrets.verify(PURPOSE, toText(sessionId, pauseNo), given) ? pauseNo : null;
}

function toText(sessionId: string, pauseNo: number): string {
  return `${sessionId}:${pauseNo}`;
}
