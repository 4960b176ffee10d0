import type { SecretBox } from '@/server/gateways/secret-box';

/*
 * A wait token answers one wait of one session.
 *
 * wait-token/bound: a token is signed by this server over the session and the turn in which the wait began.
 * wait-token/once: an answer ends the wait, so a token works once.
 */

const PURPOSE = 'wait-token';

/** Creates the token of a session's wait. */
export function toWaitToken(secrets: SecretBox, sessionId: string, waitTurnNo: number): string {
  return `${waitTurnNo}.${secrets.sign(PURPOSE, toText(sessionId, waitTurnNo)).toString('base64url')}`;
}

/** Returns the turn number in a token; null when it was not signed for this session. */
export function parseWaitToken(secrets: SecretBox, sessionId: string, token: string): number | null {
  const parts = /^(\d{1,9})\.([\w-]{43})$/.exec(token);
  if (!parts) return null;
  const waitTurnNo = Number(parts[1]);
  const given = Buffer.from(parts[2] ?? '', 'base64url');
  return secrets.verify(PURPOSE, toText(sessionId, waitTurnNo), given) ? waitTurnNo : null;
}

function toText(sessionId: string, waitTurnNo: number): string {
  return `${sessionId}:${waitTurnNo}`;
}
