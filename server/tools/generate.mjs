// Generates the Prisma client: `npm run generate`.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root, toLocalBin } from './build/paths.mjs';

/**
 * Runs `prisma generate`; throws with its output when the schema is invalid. Generating needs no engine, yet Prisma
 * downloads one unless an executable is named: any will do.
 */
export function generateClient() {
  const result = spawnSync(
    process.execPath,
    [toLocalBin('prisma'), 'generate', '--schema', 'prisma/schema'],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (result.status !== 0) throw new Error(`prisma generate failed:\n${result.stdout}${result.stderr}`);
}

if (process.argv[1] === path.join(root, 'server/tools/generate.mjs')) {
  generateClient();
  console.log('Generated server/db/generated.');
}
