import { z } from 'zod';
import type { Frame, ModelRun, QueuedEvent, SessionState, Wait } from '../session';

const record = z.record(z.string(), z.unknown());
const timer = z.string().nullable();
const flag = z.literal(true).optional();

/** A shape of every key of a type: one that the state gains does not compile until it is here. */
type ShapeOf<T> = { [K in keyof Required<T>]: z.ZodType };
type WaitFor<T extends Wait['type']> = ShapeOf<Extract<Wait, { type: T }>>;

const choices = z.array(z.looseObject({ label: z.string(), value: z.string() })).optional();

const inputWait = {
  ...{ type: z.literal('input'), attempts: z.number(), field: z.number().nullable(), answers: record, timer },
  ...{ readings: choices, choices, silence: flag },
} satisfies WaitFor<'input'>;

const stop = z.looseObject({
  ...{ flow: z.string(), node: z.string(), nth: z.number().int(), breakpoint: z.string() },
});

const hold = {
  ...{ type: z.literal('held'), stop, at: z.number(), turn: z.number(), visits: z.number() },
  ...{ effects: z.number(), steps: z.number(), chars: z.number() },
  last: z.looseObject({ text: z.string(), content: record }).optional(),
} satisfies WaitFor<'held'>;

const wait = z.discriminatedUnion('type', [
  z.looseObject(inputWait),
  z.looseObject({ type: z.literal('transfer'), destination: z.string().optional() }),
  z.looseObject({ type: z.literal('timer'), timer: z.string() }),
  z.looseObject({ type: z.literal('event'), event: z.string(), timer }),
  z.looseObject({ type: z.literal('effect'), effect: z.string(), repair: flag }),
  z.looseObject(hold),
]);

const modelRun = {
  question: z.string(),
  turns: z.array(record),
  calls: z.array(z.looseObject({ id: z.string(), name: z.string(), arguments: z.string() })),
  ...{ rounds: z.number(), tokens: z.number(), costMicros: z.number().nullable() },
  ...{ repaired: flag, fallback: flag },
} satisfies ShapeOf<ModelRun>;

const frame = {
  flow: z.string(),
  node: z.string().nullable(),
  variables: record,
  loops: z.record(z.string(), z.looseObject({ items: z.array(z.unknown()), index: z.number().int() })),
  via: z.array(z.string()).optional(),
  shares: flag,
  handles: z.number().int().min(0).optional(),
  model: z.looseObject(modelRun).optional(),
} satisfies ShapeOf<Frame>;

const queuedMessage = z.looseObject({ inputId: z.string(), at: z.number(), text: z.string() });
const queuedEvent = {
  ...{ inputId: z.string().nullable(), at: z.number(), event: z.string(), payload: z.unknown() },
} satisfies ShapeOf<QueuedEvent>;
const queued = z.union([queuedMessage, z.looseObject(queuedEvent)]);
const failure = z.looseObject({ code: z.string(), message: z.string(), nodeId: z.string().nullable() });

/** The contact of a session in a file. */
export const contactFacts = z.looseObject({
  ...{ address: z.string().nullable(), name: z.string().nullable(), locale: z.string().nullable() },
  attributes: record,
});

const shape = {
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
  frames: z.array(z.looseObject(frame)).min(1),
  wait: wait.nullable(),
  inputId: z.string().nullable(),
  inbox: z.array(queued),
  quiet: z.looseObject({ inputId: z.string(), since: z.number(), until: z.number() }).optional(),
  output: z.unknown(),
  failure: failure.nullable(),
  heard: z.string().optional(),
  handledEvents: z.array(z.string()).optional(),
  silenced: flag,
  visitor: record.optional(),
  session: z
    .looseObject({ startedAt: z.number(), channel: z.string(), version: z.number().nullable() })
    .optional(),
  contact: contactFacts.optional(),
  config: record.optional(),
  open: z.array(z.string()).optional(),
  regional: record.optional(),
  defaults: record.optional(),
  stepping: z.looseObject({ breakpoint: z.string(), until: z.number() }).optional(),
  isLetGo: flag,
} satisfies ShapeOf<SessionState>;

/** The state of a session in a file that anybody may have written: what `run` relies on. */
export const sessionState = z.looseObject(shape);
