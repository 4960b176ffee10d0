// Writes .env.example from the settings of server/env.ts: `node server/tools/run-tool.mjs server/tools/write-env-example.ts`.

import { writeFileSync } from 'node:fs';
import { listSettings } from '@/server/env';
import { renderEnvExample } from './render-env-example';

writeFileSync('.env.example', renderEnvExample(listSettings()));
