import { Hono } from 'hono';

type Flight = { number: string; from: string; to: string; departsAt: string; gate: string | null };
type Booking = {
  reference: string;
  status: 'on-time' | 'delayed' | 'cancelled';
  delayMinutes: number;
  flights: Flight[];
};

const BOOKINGS: readonly Booking[] = [
  {
    reference: 'CX12345',
    status: 'delayed',
    delayMinutes: 40,
    flights: [
      { number: 'CX 812', from: 'Boston', to: 'Hong Kong', departsAt: '2026-12-01T06:10:00Z', gate: 'E7' },
    ],
  },
  {
    reference: 'CX20202',
    status: 'on-time',
    delayMinutes: 0,
    flights: [
      { number: 'CX 251', from: 'Hong Kong', to: 'London', departsAt: '2026-12-03T15:15:00Z', gate: '42' },
      { number: 'CX 7404', from: 'London', to: 'Edinburgh', departsAt: '2026-12-04T07:30:00Z', gate: null },
    ],
  },
  { reference: 'CX40404', status: 'cancelled', delayMinutes: 0, flights: [] },
];

/** Stands for the booking system that the airline flow calls over HTTP. */
export function createMockBookingsApi() {
  const app = new Hono();
  app.get('/bookings/:reference', (c) => {
    const reference = c.req.param('reference').toUpperCase();
    const booking = BOOKINGS.find((each) => each.reference === reference);
    return booking ? c.json(booking) : c.json({ message: `There is no booking ${reference}.` }, 404);
  });
  return app;
}
