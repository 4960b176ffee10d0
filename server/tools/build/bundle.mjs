import { build, context } from 'esbuild';

/** Bundles one TypeScript program for Node; packages stay external by default. */
export async function bundle(entry, outfile, { packages = 'external' } = {}) {
  await build({ ...toOptions(entry, outfile), packages });
}

/** Bundles a program now and after every change; calls `onBuilt` after each successful build. */
export async function watch(entry, outfile, onBuilt) {
  const plugin = {
    name: 'on-built',
    setup: (hooks) => hooks.onEnd(({ errors }) => (errors.length === 0 ? onBuilt() : undefined)),
  };
  const watching = await context({ ...toOptions(entry, outfile), plugins: [plugin] });
  await watching.watch();
}

function toOptions(entry, outfile) {
  return {
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'warning',
  };
}
