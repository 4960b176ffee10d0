import { type RunningApp, startApp } from '../../support/start-app';

/** The PARLEY_SECRET of all servers of the suites. */
export const SECRET = 'a secret of the proofs that is long enough';

export type ServerOptions = {
  /** The bundle to run. */
  server: string;
  databaseUrl: string;
  settings: Record<string, string>;
  /** An existing data folder, as after a crash. */
  dataDir?: string;
};

const FIXED = { HOST: '127.0.0.1', PARLEY_DEMO: '0', PARLEY_SECRET: SECRET, LOG_LEVEL: 'error' };

/** Starts a production server and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<RunningApp> {
  const { server, databaseUrl, settings, dataDir } = options;
  const app = await startApp({ server, dataDir, env: { ...FIXED, DATABASE_URL: databaseUrl, ...settings } });
  return { ...app, baseUrl: app.baseUrl.replace('localhost', '127.0.0.1') };
}
