import type { HttpAttempt } from '@/server/gateways/http-client';
import type { Connected } from './resolve-connection';

const UNAUTHORIZED = 401;

/** Opens a request and sends it; a token that the service refuses is renewed and the request sent again, once. */
export async function sendRenewing<T extends { answer: HttpAttempt }>(
  open: () => Promise<Connected>,
  send: (opened: Connected) => Promise<T>,
): Promise<T> {
  const opened = await open();
  const first = await send(opened);
  if (!opened.ok || !opened.renew || !isUnauthorized(first.answer)) return first;
  opened.renew();
  return send(await open());
}

function isUnauthorized(answer: HttpAttempt): boolean {
  return answer.type === 'result' && answer.result.status === UNAUTHORIZED;
}

/** A request that was not sent, as the failure of an attempt. */
export function toUnsent({ code, message }: Extract<Connected, { ok: false }>): HttpAttempt {
  return { type: 'error', error: { code, message, durationMs: 0 }, sent: false };
}
