import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

const GLUE = '@prisma/schema-engine-wasm/schema_engine_bg';

type Glue = {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

let loading: Promise<Glue> | undefined;

/** Opens Prisma's engine to compare schemas; it queries only the database's version. */
export async function openMigrationEngine(url: string): Promise<SchemaEngine> {
  loading ??= loadGlue();
  const glue = await loading;
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  return glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
}

// The package imports its .wasm as a module, which Node 20 does only under a flag; so its two halves are joined here.
async function loadGlue(): Promise<Glue> {
  const glue: Glue = await import(GLUE);
  const wasm = await readFile(
    createRequire(import.meta.url)
      .resolve(GLUE)
      .replace(/\.js$/, '.wasm'),
  );
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
  return glue;
}
