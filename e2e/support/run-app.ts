import { fetchSignedIn } from './sign-in';
import { startApp } from './start-app';

/** Starts one app for all browser tests; tests read its address, data and credentials from the environment. */
export default async function runApp(): Promise<() => Promise<void>> {
  const app = await startApp();
  const demo = app.readDemo();
  process.env.E2E_BASE_URL = app.baseUrl;
  process.env.E2E_DEMO = JSON.stringify(demo);
  process.env.E2E_SIGNED_IN_AT = String(Date.now());
  process.env.E2E_SIGNED_IN = JSON.stringify(await fetchSignedIn(app.baseUrl, demo.console));
  return app.remove;
}
