// `npm run build`: builds the server and the console, whatever was built before.
import { buildAll, makeReady } from './make-ready.mjs';

await makeReady({ build: false });
await buildAll();
