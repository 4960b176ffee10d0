// `npm run build`: builds the server and the console, whatever was built before.
import { buildAnew } from './build/make-ready.mjs';

await buildAnew();
