import { type RunningApp, startApp } from '../../support/start-app';

/** What every server of the proofs is started with as PARLEY_SECRET. */
export const SECRET = 'a secret of the proofs that is long enough';

export type ServerOptions = {
  /** The bundle to run. */
  server: string;
  databaseUrl: string;
  settings: Record<string, string>;
  /** A folder to use again, as after a crash. */
  dataDir?: string;
};

const FIXED = { HOST: '127.0.0.1', PARLEY_DEMO: '0', PARLEY_SECRET: SECRET, LOG_LEVEL: 'error' };

/** Starts a server as for production, and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<RunningApp> {
  const { server, databaseUrl, settings, dataDir } = options;
  const app = await startApp({ server, dataDir, env: { ...FIXED, DATABASE_URL: databaseUrl, ...settings } });
  return { ...app, baseUrl: app.baseUrl.replace('localhost', '127.0.0.1') };
}
