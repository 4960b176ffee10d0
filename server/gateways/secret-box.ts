import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/*
 * The uses of the server's secret. Each use has a key of its own, derived from it.
 *
 * secrets/one-place     A sealed text opens only in the place for which it was sealed: no other row or use opens it.
 * secrets/one-purpose   A signature for one purpose is valid for no other.
 * secrets/previous-hold Seals and signatures of previous secrets stay valid; new ones are made with the current secret.
 * secrets/name-their-key A sealed text names its key, which tells a missing secret from a forged text and finds old seals.
 */

export type SecretBox = {
  /** The id of the current secret's key; it reveals nothing of the secret. */
  keyId: string;
  /** The key ids of previous secrets. */
  previousKeyIds: readonly string[];
  /** Encrypts a text for the place named by `context` (AES-256-GCM). */
  seal(text: string, context: string): string;
  /** Decrypts a text sealed for that place; throws an Error for any other. */
  open(sealed: string, context: string): string;
  /** Signs a text for one purpose (HMAC-SHA-256). */
  sign(purpose: string, text: string): Buffer;
  /** Whether a signature was made with the current or a previous secret. */
  verify(purpose: string, text: string, signature: Buffer): boolean;
};

/** `v2.<key id>.<nonce, text and tag>`; texts of version 1 have no key id. */
const VERSION = 'v2';
const UNNAMED_VERSION = 'v1';
const KEY_ID_BYTES = 6;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Creates the box of a server. Secrets have any length; previous ones only open and verify. */
export function createSecretBox(secret: string, previous: readonly string[] = []): SecretBox {
  const current = createKeyRing(secret);
  const old = previous.map(createKeyRing).filter(({ id }) => id !== current.id);
  const all = [current, ...old];
  return {
    keyId: current.id,
    previousKeyIds: old.map(({ id }) => id),
    seal: (text, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.key('seal'), nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${current.id}.${Buffer.concat([nonce, body]).toString('base64url')}`;
    },
    open: (sealed, context) => {
      const { keyId, packed } = parseSealed(sealed);
      const fitting = keyId === null ? all : all.filter(({ id }) => id === keyId);
      if (fitting.length === 0)
        throw new Error(`sealed with a secret that this process lacks (key ${keyId})`);
      return openWithAny(fitting, packed, context);
    },
    sign: (purpose, text) => signWith(current, purpose, text),
    verify: (purpose, text, signature) =>
      all.some((ring) => {
        const expected = signWith(ring, purpose, text);
        return expected.length === signature.length && timingSafeEqual(expected, signature);
      }),
  };
}

type KeyRing = { id: string; key(use: string): Buffer };

// The uses are few and fixed, so all derived keys are cached.
function createKeyRing(secret: string): KeyRing {
  const keys = new Map<string, Buffer>();
  const key = (use: string): Buffer => {
    const known = keys.get(use) ?? Buffer.from(hkdfSync('sha256', secret, 'parley', use, 32));
    keys.set(use, known);
    return known;
  };
  return { id: key('key id').subarray(0, KEY_ID_BYTES).toString('base64url'), key };
}

function parseSealed(sealed: string): { keyId: string | null; packed: Buffer } {
  const [version, ...parts] = sealed.split('.');
  const [first, second, ...rest] = parts;
  if (version === VERSION && first && second && rest.length === 0) {
    return { keyId: first, packed: Buffer.from(second, 'base64url') };
  }
  if (version === UNNAMED_VERSION && first && second === undefined) {
    return { keyId: null, packed: Buffer.from(first, 'base64url') };
  }
  throw new Error('not a sealed text');
}

function openWithAny(rings: readonly KeyRing[], packed: Buffer, context: string): string {
  let failure: unknown = new Error('no key');
  for (const ring of rings) {
    try {
      return openWith(ring, packed, context);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function openWith(ring: KeyRing, packed: Buffer, context: string): string {
  const nonce = packed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', ring.key('seal'), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(packed.subarray(-TAG_BYTES));
  return (
    decipher.update(packed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  );
}

function signWith(ring: KeyRing, purpose: string, text: string): Buffer {
  return createHmac('sha256', ring.key(`sign:${purpose}`))
    .update(text)
    .digest();
}
