import { Hono } from 'hono';
import { createMockBookingsApi } from './mock-bookings-api';
import { createMockOrdersApi } from './mock-orders-api';
import { createMockWebhookReceiver } from './mock-webhook-receiver';

/** The world around the demo, served by the app itself in demo mode only: what its flows call and where its webhooks go. */
export function createDemoBackend() {
  return new Hono()
    .basePath('/demo')
    .route('/', createMockBookingsApi())
    .route('/', createMockOrdersApi())
    .route('/', createMockWebhookReceiver());
}
