import { Hono } from 'hono';

type Order = { number: string; status: 'shipped' | 'packing'; tracking: string | null; arrives: string };

const ORDERS: readonly Order[] = [
  { number: '12345', status: 'shipped', tracking: 'ABC123', arrives: 'Friday' },
  { number: '67890', status: 'packing', tracking: null, arrives: 'Monday' },
];

/** Stands for the order system that the demo flow calls over HTTP. */
export function createMockOrdersApi() {
  const app = new Hono();
  app.get('/orders/:number', (c) => {
    const number = c.req.param('number');
    const order = ORDERS.find((each) => each.number === number);
    return order ? c.json(order) : c.json({ message: `There is no order ${number}.` }, 404);
  });
  return app;
}
