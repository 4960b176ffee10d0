import { startApp } from './start-app';

/** Starts one app for a whole run of browser tests; tests read its address and data from the environment. */
export default async function runApp(): Promise<() => Promise<void>> {
  const app = await startApp();
  process.env.E2E_BASE_URL = app.baseUrl;
  process.env.E2E_DEMO = JSON.stringify(app.readDemo());
  return app.remove;
}
