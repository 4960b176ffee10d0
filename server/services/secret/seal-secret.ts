import type { SecretBox } from '@/server/gateways/secret-box';

type SecretPlace = { orgId: string; id: string };

/** Encrypts the value of a secret for its row. */
export function sealSecret(secrets: SecretBox, place: SecretPlace, value: string): string {
  return secrets.seal(value, contextOf(place));
}

/** Decrypts the value of a secret. Throws an Error when the server's secret is gone. */
export function openSecret(
  secrets: SecretBox,
  { sealed, ...place }: SecretPlace & { sealed: string },
): string {
  return secrets.open(sealed, contextOf(place));
}

function contextOf({ orgId, id }: SecretPlace): string {
  return `secret:${orgId}:${id}`;
}
