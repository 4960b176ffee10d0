import { encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { decodeWithPrevious, toCookieSecret } from './cookie-secrets';

const signIn = { id: 's', userId: 'u', orgId: 'o', credentialsRev: 1 };
const cookieOf = (secret: string, maxAge = 60) =>
  encode({ token: { signIn }, secret: toCookieSecret(secret), maxAge });

describe('the cookie decoder', () => {
  const decode = decodeWithPrevious(['the older', 'the oldest']);
  const read = (token: string) => decode({ token, secret: toCookieSecret('the new one') });

  it('accepts cookies of the current secret and of previous ones', async () => {
    for (const secret of ['the new one', 'the older', 'the oldest'])
      expect(await read(await cookieOf(secret))).toMatchObject({ signIn });
  });

  it('refuses cookies of another secret, and expired ones', async () => {
    await expect(read(await cookieOf('a stranger'))).rejects.toThrow();
    await expect(read(await cookieOf('the older', -60))).rejects.toThrow();
    await expect(read('no cookie')).rejects.toThrow();
  });
});
