// `npm start`: makes ready what is missing, then runs the server in this same process.
// Written in the JavaScript of old Node versions as far as the check below, so that they too can say what is wrong.
import { requireNode } from './build/require-node.mjs';

requireNode();
process.env.NODE_ENV = process.env.NODE_ENV || 'production';
if (process.setSourceMapsEnabled) process.setSourceMapsEnabled(true);

import('./build/load-env-file.mjs')
  .then(({ loadEnvFile }) => loadEnvFile())
  .then(() => import('./build/make-ready.mjs'))
  .then(({ makeReady }) => makeReady({ build: true }))
  .then(({ server }) => import(server))
  .catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
