import { Hono } from 'hono';
import { createBookingDesk } from './booking-desk';
import { createOrderDesk } from './order-desk';
import { createWebhookDesk } from './webhook-desk';

/** The world around the demo, served by the app itself in demo mode only: what its flows call and where its webhooks go. */
export function createDemoDesk() {
  return new Hono()
    .basePath('/demo')
    .route('/', createBookingDesk())
    .route('/', createOrderDesk())
    .route('/', createWebhookDesk());
}
