import { existsSync } from 'node:fs';

/** Runs a tool of operators with the settings of `.env`; prints what it returns, or why it failed, and then exits with 1. */
export async function runOperatingTool(main: (...args: string[]) => Promise<string>): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    console.log(await main(...process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
