import { z } from 'zod';
import { duration, eventName, expressionSource, nodeId, variableName } from './text';

/** What a handler takes: what people write, an event, a refused answer, a failed call, or that nobody writes for a time. */
const on = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('words'),
    examples: z.array(z.string().min(1).max(500)).max(50).default([]),
    keywords: z.array(z.string().min(1).max(100)).max(50).default([]),
  }),
  z.strictObject({
    type: z.literal('event'),
    event: eventName,
    /** An expression over `event` (the payload). Events that do not match are not taken. */
    match: expressionSource.optional(),
    variable: variableName.optional(),
  }),
  z.strictObject({ type: z.literal('invalid') }),
  z.strictObject({ type: z.literal('error') }),
  z.strictObject({ type: z.literal('silence'), after: duration }),
]);

/** Leads to a node from anywhere in the flow. Afterwards, `ask` comes back to the node that waited; `drop` does not. */
export const handler = z.strictObject({
  id: nodeId,
  label: z.string().max(200).optional(),
  on,
  to: nodeId,
  afterwards: z.enum(['ask', 'drop']).default('ask'),
});

/** The most handlers of a flow. */
export const MAX_HANDLERS = 50;

export type Handler = z.infer<typeof handler>;
export type HandlerType = Handler['on']['type'];
