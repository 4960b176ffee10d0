import { hash, verify } from '@node-rs/argon2';

// The crate's Algorithm is a const enum, which isolated modules cannot read; 2 is Argon2id.
// 19 MiB, two passes: the least that OWASP's password storage sheet accepts.
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with Argon2id and a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobody: Promise<string> | undefined;

/** Tells whether the password is the one hashed; without a hash it works as long and says no. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password);
  nobody ??= hashPassword('nobody has this password');
  await verify(await nobody, password);
  return false;
}
