import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecretBox } from './secret-box';

const OLD = 'the secret of last year';
const NEW = 'the secret of this year';

/** Seals in the format of version 1, without a key id. */
function sealUnnamed(secret: string, text: string, context: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, 'parley', 'seal', 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${Buffer.concat([nonce, body]).toString('base64url')}`;
}

describe('the secret box', () => {
  const box = createSecretBox(NEW, [OLD]);
  const old = createSecretBox(OLD);

  it('opens a text only in its own place (secrets/one-place)', () => {
    const sealed = box.seal('hush', 'channel:1');
    expect(sealed).not.toContain('hush');
    expect(box.open(sealed, 'channel:1')).toBe('hush');
    expect(() => box.open(sealed, 'channel:2')).toThrow();
    expect(box.seal('hush', 'channel:1')).not.toBe(sealed);
  });

  it('opens no text that was changed or has a shortened tag (secrets/one-place)', () => {
    const [version, keyId, packed = ''] = box.seal('hush', 'channel:1').split('.');
    const bytes = Buffer.from(packed, 'base64url');
    bytes.writeUInt8(bytes.readUInt8(14) ^ 1, 14);
    expect(() => box.open(`${version}.${keyId}.${bytes.toString('base64url')}`, 'channel:1')).toThrow();
    for (const text of ['', 'hush', 'v2.x', `v2.${keyId}.`, `v2.${keyId}.AAAA`, `v3.${keyId}.${packed}`])
      expect(() => box.open(text, 'channel:1')).toThrow();
  });

  it('accepts a signature for its purpose only (secrets/one-purpose)', () => {
    const signature = box.sign('a', 'text');
    expect(box.verify('a', 'text', signature)).toBe(true);
    expect(box.verify('b', 'text', signature)).toBe(false);
    expect(box.verify('a', 'texts', signature)).toBe(false);
    expect(box.verify('a', 'text', signature.subarray(0, 16))).toBe(false);
  });

  it('accepts seals and signatures of a previous secret, and makes new ones with the current (secrets/previous-hold)', () => {
    expect(box.open(old.seal('hush', 'x'), 'x')).toBe('hush');
    expect(box.verify('a', 'text', old.sign('a', 'text'))).toBe(true);
    expect(() => old.open(box.seal('hush', 'x'), 'x')).toThrow();
    expect(old.verify('a', 'text', box.sign('a', 'text'))).toBe(false);
    expect(createSecretBox(NEW).verify('a', 'text', old.sign('a', 'text'))).toBe(false);
  });

  it('names the key of a seal, and reports a missing one (secrets/name-their-key)', () => {
    expect(box.seal('hush', 'x').split('.')[1]).toBe(box.keyId);
    expect(box.previousKeyIds).toEqual([old.keyId]);
    expect(() => createSecretBox(NEW).open(old.seal('hush', 'x'), 'x')).toThrow(
      `that this process lacks (key ${old.keyId})`,
    );
    expect(createSecretBox(NEW, [NEW]).previousKeyIds).toEqual([]);
  });

  it('opens texts of version 1 with any of its secrets (secrets/name-their-key)', () => {
    const sealed = sealUnnamed(OLD, 'hush', 'x');
    expect([box.open(sealed, 'x'), old.open(sealed, 'x')]).toEqual(['hush', 'hush']);
    expect(() => createSecretBox(NEW).open(sealed, 'x')).toThrow();
  });
});
