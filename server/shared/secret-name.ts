/** `$secret.NAME` stands for the secret of that name in what a call sends. */
export const SECRETS = '$secret';

/** The form of a secret's name. */
export const SECRET_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
