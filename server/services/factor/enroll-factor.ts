import { encode } from 'uqr';
import { findFactor, insertUnconfirmedFactor } from '@/server/db/factor/store';
import { updateSignInsAsEnded } from '@/server/db/sign-in/store';
import { getUser } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { ServiceContext } from '../context';
import { queueNotice } from '../mail/queue-mail';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { requireUser } from '../user/require-user';
import { tooManyAttempts } from '../user/sign-in-throttle';
import { countCodeAttempt, invalidCode } from './check-code';
import { consumeAppCode } from './consume-app-code';
import { makeFactorSecret, toFactorUri } from './factor-secret';
import { replaceRecoveryCodes } from './recovery-codes';

/** The secret for an authenticator app, as text and as a QR code of `size` × `size` modules. */
export type NewFactor = { secret: string; uri: string; qr: { size: number; path: string } };

const ISSUER = 'Parley';

/**
 * Generates a secret for an authenticator app; no code is required until one confirms it. Throws
 * fresh_sign_in_required, and invalid_request when a factor is already confirmed.
 */
export async function beginEnrollment(ctx: ServiceContext): Promise<NewFactor> {
  const { userId } = requireUser(ctx);
  requireFreshSignIn(ctx);
  const user = await getUser(ctx.db, { userId });
  if (await findFactor(ctx.db, { userId, confirmed: true })) throw alreadyEnabled();
  const { text: secret, sealed } = makeFactorSecret(ctx, userId);
  await insertUnconfirmedFactor(ctx.db, { userId, sealed, createdAt: new Date(ctx.clock.now()) });
  const uri = toFactorUri(secret, user.email, ISSUER);
  return { secret, uri, qr: toQr(uri) };
}

/**
 * Turns the second factor on with a first code, ends the person's other sign-ins, and returns the recovery codes.
 * Throws invalid_request for an invalid code, rate_limited.
 */
export async function confirmEnrollment(
  ctx: ServiceContext,
  { code }: { code: string },
): Promise<{ recoveryCodes: string[] }> {
  const { userId, signInId } = requireUser(ctx);
  requireFreshSignIn(ctx);
  const tried = await countCodeAttempt(ctx, userId);
  if (tried.outcome === 'throttled') throw tooManyAttempts(tried.retryAfterMs);
  const made = await ctx.db.transaction(async (tx) => {
    const use = await consumeAppCode(ctx, userId, code.replace(/\s/g, ''), { confirms: true, db: tx });
    if (use !== 'taken') throw invalidCode();
    const recoveryCodes = await replaceRecoveryCodes(ctx, userId, tx);
    const at = new Date(ctx.clock.now());
    await updateSignInsAsEnded(tx, { userId, at, exceptId: signInId });
    await recordSecurityEvent(ctx, { action: 'factor.added', userId }, tx);
    await queueNotice(ctx, userId, { purpose: 'factor-added' }, tx);
    return { recoveryCodes };
  });
  await tried.forgive();
  return made;
}

function alreadyEnabled(): Error {
  const message = 'Two-step sign-in is already on. Turn it off first to use another app.';
  return domainError('invalid_request', { issues: [{ path: [], message }] });
}

// One square per module; the page adds the quiet zone.
function toQr(text: string): NewFactor['qr'] {
  const { data, size } = encode(text, { border: 0 });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { size, path: squares.join('') };
}
