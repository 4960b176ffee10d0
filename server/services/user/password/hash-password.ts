import { hash, verify } from '@node-rs/argon2';

// Algorithm is a const enum in the package, which isolated modules cannot read; 2 is Argon2id. The cost (19 MiB, two
// passes) is the minimum in OWASP's password storage cheat sheet.
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with Argon2id and its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobody: Promise<string> | undefined;

/** Whether the password matches the hash; without a hash it takes as long and returns false. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password);
  nobody ??= hashPassword('nobody has this password');
  await verify(await nobody, password);
  return false;
}
