import { Secret, TOTP } from 'otpauth';
import type { Platform } from '../context';

/** RFC 6238, as every authenticator app supports it. */
const PERIOD_SECONDS = 30;
const DIGITS = 6;
const ALGORITHM = 'SHA1';
// RFC 4226 requires 160 bits.
const SECRET_BYTES = 20;
/** Also accepts the code of the step before or after, because clocks differ. */
const STEPS_AROUND = 1;

type Sealing = Pick<Platform, 'secrets'>;

/** The encryption context of a factor's secret. */
export function toFactorContext(userId: string): string {
  return `factor:${userId}`;
}

/** Generates the secret of a new factor, as text and sealed for its row. */
export function makeFactorSecret(
  { ids, secrets }: Platform,
  userId: string,
): { text: string; sealed: string } {
  const text = new Secret({ buffer: new Uint8Array(ids.bytes(SECRET_BYTES)).buffer }).base32;
  return { text, sealed: secrets.seal(text, toFactorContext(userId)) };
}

/** The URI that an authenticator app reads from the QR code. */
export function toFactorUri(secret: string, account: string, issuer: string): string {
  return toTotp(secret, account, issuer).toString();
}

/** Returns the time step of a code, at `now` or one step around it; null for an invalid code. */
export function findTimeStep(
  { secrets }: Sealing,
  { userId, sealed }: { userId: string; sealed: string },
  code: string,
  now: number,
): number | null {
  const totp = toTotp(secrets.open(sealed, toFactorContext(userId)));
  const delta = totp.validate({ token: code, timestamp: now, window: STEPS_AROUND });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

function toTotp(secret: string, label = 'account', issuer = 'Parley'): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: ALGORITHM,
    digits: DIGITS,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
