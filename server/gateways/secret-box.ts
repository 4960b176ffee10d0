import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/*
 * What the server's own secret is good for. Each use has a key of its own, derived from it.
 *
 * B1 What is sealed can be opened only in the place it was sealed for: another row or another use does not open it.
 * B2 A signature made for one purpose is none for any other.
 */

export type SecretBox = {
  /** Encrypts a text for the place that `context` names (AES-256-GCM). */
  seal(text: string, context: string): string;
  /** Decrypts what was sealed for that place; throws an Error when it was not. */
  open(sealed: string, context: string): string;
  /** HMAC-SHA-256 of a text for one purpose. */
  sign(purpose: string, text: string): Buffer;
};

const VERSION = 'v1';

/** Makes the box of a server whose secret has any length. */
export function createSecretBox(secret: string): SecretBox {
  const sealing = deriveKey(secret, 'seal');
  const seal = (text: string, context: string): string => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${VERSION}.${Buffer.concat([nonce, body]).toString('base64url')}`;
  };
  const open = (sealed: string, context: string): string => {
    const [version, packed] = sealed.split('.');
    if (version !== VERSION || packed === undefined) throw new Error('this is no sealed text');
    const bytes = Buffer.from(packed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12)).setAAD(
      Buffer.from(context),
    );
    decipher.setAuthTag(bytes.subarray(-16));
    return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
  };
  const sign = (purpose: string, text: string): Buffer =>
    createHmac('sha256', deriveKey(secret, `sign:${purpose}`))
      .update(text)
      .digest();
  return { seal, open, sign };
}

function deriveKey(secret: string, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'parley', use, 32));
}
