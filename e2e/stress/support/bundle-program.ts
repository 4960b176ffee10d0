import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Bundler = { bundle(entry: string, outfile: string): Promise<void> };
export type BundledProgram = { file: string; close(): Promise<void> };

/** Bundles a program into a file of this run. */
export async function bundleProgram(entry: string): Promise<BundledProgram> {
  const tool = pathToFileURL(path.resolve('server/tools/build/bundle.mjs')).href;
  const { bundle }: Bundler = await import(tool);
  const file = `.build/tools/${path.basename(entry, '.ts')}-${process.pid}.mjs`;
  await bundle(entry, file);
  const close = async (): Promise<void> => {
    await Promise.all([file, `${file}.map`].map((each) => rm(each, { force: true })));
  };
  return { file, close };
}

/** Bundles the server, without the console. */
export const bundleServer = (): Promise<BundledProgram> => bundleProgram('server/main.ts');
