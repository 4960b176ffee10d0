import { Secret, TOTP } from 'otpauth';
import type { Platform } from '../context';

/** RFC 6238 as every authenticator app knows it. */
const PERIOD_SECONDS = 30;
const DIGITS = 6;
const ALGORITHM = 'SHA1';
// RFC 4226 asks for 160 bits.
const SECRET_BYTES = 20;
/** A code of the step before or after is taken as well, for clocks differ. */
const STEPS_AROUND = 1;

type Sealing = Pick<Platform, 'secrets'>;

/** Where a factor's secret is sealed. */
export function toFactorContext(userId: string): string {
  return `factor:${userId}`;
}

/** Draws the secret of a new factor; sealed for its row. */
export function makeFactorSecret(
  { ids, secrets }: Platform,
  userId: string,
): { text: string; sealed: string } {
  const text = new Secret({ buffer: new Uint8Array(ids.bytes(SECRET_BYTES)).buffer }).base32;
  return { text, sealed: secrets.seal(text, toFactorContext(userId)) };
}

/** What an authenticator app reads from the QR code. */
export function toFactorUri(secret: string, account: string, issuer: string): string {
  return toTotp(secret, account, issuer).toString();
}

/** The time step whose code this is, at `now` or one step around it; null when it is none. */
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
