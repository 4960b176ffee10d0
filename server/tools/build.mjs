// `npm run build`: rebuilds the server and the console.
import { buildAnew } from './build/make-ready.mjs';

await buildAnew();
