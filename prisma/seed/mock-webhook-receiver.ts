import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** A received webhook; `body` is its JSON, or its text when it is not JSON. */
type Received = { at: string; headers: Record<string, string>; body: unknown };

const MAX_KEPT = 50;
const MAX_NAMES = 50;
const MAX_BYTES = 1_000_000;
const NAME = ':name{[a-z0-9-]{1,40}}';

/** A receiver of the demo's webhooks that keeps them in memory. */
export function createMockWebhookReceiver() {
  const kept = new Map<string, Received[]>();
  const app = new Hono();
  app.post(`/webhooks/${NAME}`, bodyLimit({ maxSize: MAX_BYTES }), async (c) => {
    const name = c.req.param('name');
    if (!kept.has(name) && kept.size >= MAX_NAMES) return c.json({ message: 'Too many names.' }, 507);
    const earlier = kept.get(name) ?? [];
    kept.set(name, [await readReceived(c), ...earlier].slice(0, MAX_KEPT));
    return c.json({ received: true });
  });
  app.get(`/webhooks/${NAME}`, (c) => c.json({ received: kept.get(c.req.param('name')) ?? [] }));
  app.delete(`/webhooks/${NAME}`, (c) => {
    kept.delete(c.req.param('name'));
    return c.body(null, 204);
  });
  return app;
}

async function readReceived({ req }: Context): Promise<Received> {
  const text = await req.text();
  return { at: new Date().toISOString(), headers: req.header(), body: parseBody(text) };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
