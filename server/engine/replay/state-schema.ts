import { z } from 'zod';

const record = z.record(z.string(), z.unknown());
const timer = z.string().nullable();

const wait = z.discriminatedUnion('type', [
  z.looseObject({
    ...{ type: z.literal('input'), attempts: z.number(), field: z.number().nullable(), answers: record },
    ...{ timer, readings: z.array(z.looseObject({ label: z.string(), value: z.string() })).optional() },
  }),
  z.looseObject({ type: z.literal('transfer'), destination: z.string().optional() }),
  z.looseObject({ type: z.literal('timer'), timer: z.string() }),
  z.looseObject({ type: z.literal('event'), event: z.string(), timer }),
  z.looseObject({ type: z.literal('effect'), effect: z.string(), repair: z.literal(true).optional() }),
]);

const frame = z.looseObject({
  flow: z.string(),
  node: z.string().nullable(),
  variables: record,
  loops: z.record(z.string(), z.looseObject({ items: z.array(z.unknown()), index: z.number().int() })),
  via: z.array(z.string()).optional(),
  shares: z.literal(true).optional(),
});

const queued = z.looseObject({ inputId: z.string(), at: z.number(), text: z.string() });
const failure = z.looseObject({ code: z.string(), message: z.string(), nodeId: z.string().nullable() });

/** The state of a session in a file that anybody may have written: what `run` relies on. */
export const sessionState = z.looseObject({
  format: z.literal(1),
  seed: z.string(),
  status: z.enum([
    ...(['running', 'awaiting_input', 'awaiting_transfer', 'awaiting_timer', 'awaiting_event'] as const),
    ...(['completed', 'failed'] as const),
  ]),
  control: z.enum(['flow', 'human']),
  turn: z.number(),
  visits: z.number(),
  itemVisits: z.number().optional(),
  frames: z.array(frame).min(1),
  wait: wait.nullable(),
  inputId: z.string().nullable(),
  inbox: z.array(queued),
  output: z.unknown(),
  failure: failure.nullable(),
  heard: z.string().optional(),
  visitor: record.optional(),
  open: z.array(z.string()).optional(),
  regional: record.optional(),
  defaults: record.optional(),
});
