// `npm run build`: builds the server and the console, whatever was built before.
import { buildAnew } from './make-ready.mjs';

await buildAnew();
