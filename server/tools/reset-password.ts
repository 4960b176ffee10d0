// Creates a reset link for a person, for operators: `node server/tools/run-tool.mjs server/tools/reset-password.ts
// <email>`.

import path from 'node:path';
import { openDatabase } from '@/server/db/connection/client';
import { findEmbeddedUrl } from '@/server/db/embedded/embedded';
import { findUserByEmail } from '@/server/db/user/store';
import { readEnv, toBaseUrl } from '@/server/env';
import { systemClock } from '@/server/gateways/clock';
import { randomIds } from '@/server/gateways/ids';
import { insertReset } from '@/server/services/recovery/reset-token';
import { startError } from '@/server/shared/start-error';
import { runOperatingTool } from './run-operating-tool';

const USAGE = 'Name the person: reset-password.ts <email> [--end-factor]';
const NOT_RUNNING = 'The database was not found: start Parley first, or set DATABASE_URL.';

async function main(email?: string, ...flags: string[]): Promise<string> {
  if (!email || flags.some((flag) => flag !== '--end-factor')) throw startError(USAGE);
  const env = readEnv(process.env);
  const url = env.DATABASE_URL ?? (await findEmbeddedUrl(path.resolve(env.PARLEY_DATA_DIR, 'postgres')));
  if (!url) throw startError(NOT_RUNNING);
  const db = openDatabase(url, { poolSize: 1 });
  try {
    const user = await findUserByEmail(db, { email: email.trim().toLowerCase() });
    if (!user) throw startError(`No account has the address ${email}.`);
    const options = { endsFactor: flags.length > 0 };
    const token = await insertReset({ ids: randomIds, clock: systemClock }, user, options, db);
    return `${toBaseUrl(env)}/reset/${token}\nWorks once, for 30 minutes.`;
  } finally {
    await db.close();
  }
}

await runOperatingTool(main);
