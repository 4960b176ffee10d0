import { Hono } from 'hono';
import type { Container } from './container';

/** Joins the public APIs into one app: this is what both mounts serve. */
export function createPublicApp(_container: Container): Hono {
  const app = new Hono();
  app.get('/api/health', (c) => c.json({ status: 'ok' }));
  return app;
}
