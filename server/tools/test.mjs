// `npm test`: makes ready what is missing, runs every check to its end, and sums up. The last line is `N passed, N failed`.
import { requireNode } from './build/require-node.mjs';

requireNode();

import('./check/run-checks.mjs')
  .then(({ runChecks }) => runChecks())
  .then(({ passed, failed }) => {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  })
  .catch((error) => {
    console.error(error.message);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  });
