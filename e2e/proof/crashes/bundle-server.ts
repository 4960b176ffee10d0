import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Bundler = { bundle(entry: string, outfile: string): Promise<void> };

/** Bundles the server as it is now, without the console; returns the file to run. */
export async function bundleServer(): Promise<string> {
  const tool = pathToFileURL(path.resolve('server/tools/bundle.mjs')).href;
  const { bundle }: Bundler = await import(tool);
  const outfile = '.build/tools/crash-server.mjs';
  await bundle('server/main.ts', outfile);
  return outfile;
}
