import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Bundler = { bundle(entry: string, outfile: string): Promise<void> };
export type ServerBundle = { file: string; close(): Promise<void> };

/** Bundles the server as it is now, without the console, into a file of this run alone. */
export async function bundleServer(): Promise<ServerBundle> {
  const tool = pathToFileURL(path.resolve('server/tools/bundle.mjs')).href;
  const { bundle }: Bundler = await import(tool);
  const file = `.build/tools/crash-server-${process.pid}.mjs`;
  await bundle('server/main.ts', file);
  const close = async (): Promise<void> => {
    await Promise.all([file, `${file}.map`].map((each) => rm(each, { force: true })));
  };
  return { file, close };
}
