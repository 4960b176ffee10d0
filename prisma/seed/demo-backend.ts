import { Hono } from 'hono';
import { createMockBookingsApi } from './mock-bookings-api';
import { createMockOrdersApi } from './mock-orders-api';
import { createMockWebhookReceiver } from './mock-webhook-receiver';

/** Serves the systems around the demo, in demo mode only: the APIs that its flows call, and its webhook receiver. */
export function createDemoBackend() {
  return new Hono()
    .basePath('/demo')
    .route('/', createMockBookingsApi())
    .route('/', createMockOrdersApi())
    .route('/', createMockWebhookReceiver());
}
