import { Secret } from 'otpauth';
import type { Transaction } from '@/server/db/connection/transaction';
import { replaceRecoveryCodes as replaceRecoveryCodeRows } from '@/server/db/factor/recovery-codes';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { Platform, ServiceContext } from '../context';
import { hashSecret } from '../hash-secret';
import { queueNotice } from '../mail/queue-mail';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { requireUser } from '../user/require-user';
import { requireCode } from './check-code';

const CODES = 10;
const CODE_BYTES = 10;

/** Replaces a person's recovery codes with ten new ones; returns them, because they cannot be read again. */
export async function replaceRecoveryCodes(
  { ids }: Platform,
  userId: string,
  tx: Transaction,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => toCode(ids.bytes(CODE_BYTES)));
  await replaceRecoveryCodeRows(tx, { userId, codeHashes: codes.map(hashSecret) });
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}

/**
 * Gives the person new recovery codes in exchange for a code; the old ones stop working. Throws invalid_request,
 * rate_limited.
 */
export async function makeRecoveryCodes(ctx: ServiceContext, { code }: { code: string }): Promise<string[]> {
  const { userId } = requireUser(ctx);
  requireFreshSignIn(ctx);
  await requireCode(ctx, userId, code);
  return ctx.db.transaction(async (tx) => {
    await recordSecurityEvent(ctx, { action: 'factor.recovery-codes-made', userId }, tx);
    await queueNotice(ctx, userId, { purpose: 'recovery-codes-made' }, tx);
    return replaceRecoveryCodes(ctx, userId, tx);
  });
}

// 16 characters of RFC 4648 base32: 80 bits.
function toCode(bytes: Buffer): string {
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}
