import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

/** Reads `.env` of the checkout, if there is one; variables that are already set keep their values. */
export function loadEnvFile() {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
