import { z } from 'zod';
import { formField } from './answer';
import { eventName } from './text';

const plainText = (maxLength: number) => z.string().min(1).max(maxLength);

/** The name under which an intent is called. */
export const intentName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a small letter followed by up to 63 small letters, digits or _');

const formCode = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,63}$/,
    'must be 1 to 64 small letters, digits, _ or -, not beginning with _ or -',
  );

/** Shown to people who choose what to talk about: `icon`, `accentColor` and `styleVariant` are for the page that shows it. */
const intent = z.strictObject({
  type: z.literal('intent'),
  name: intentName,
  displayLabel: plainText(200),
  subtitle: plainText(500).optional(),
  description: plainText(2_000).optional(),
  examples: z.array(plainText(500)).max(50).default([]),
  /** What has to be known before the flow can help, by name. */
  requiredEntities: z.array(plainText(100)).max(20).default([]),
  icon: z.strictObject({ kind: plainText(50), value: plainText(500) }).optional(),
  accentColor: plainText(50).optional(),
  styleVariant: plainText(50).optional(),
  isPinned: z.boolean().optional(),
  /** Higher comes first. */
  priority: z.number().int().min(-1_000_000).max(1_000_000).optional(),
});

/** `manual`: people may start it from the console and from other software's menus as well. */
const event = z.strictObject({
  type: z.literal('event'),
  event: eventName,
  manual: z.boolean().default(false),
});

/** A form that starts the flow when it is sent. Nothing has run yet, so its texts see no variables. */
const form = z.strictObject({
  type: z.literal('form'),
  code: formCode,
  title: plainText(500),
  submitLabel: plainText(100).optional(),
  fields: z.array(formField).min(1).max(50),
});

/** What starts a flow beside a call by its id; what it was started with is in the variable `trigger`. */
export const trigger = z.discriminatedUnion('type', [intent, event, form]);

export type Trigger = z.infer<typeof trigger>;
export type TriggerType = Trigger['type'];
export type TriggerOf<T extends TriggerType> = Extract<Trigger, { type: T }>;

/** The variable that every flow may read: what started it, `{ type, … }`. */
export const TRIGGER_VARIABLE = 'trigger';

/** What a trigger is found by among those of its type. */
export function triggerName(trigger: Trigger): string {
  switch (trigger.type) {
    case 'intent':
      return trigger.name;
    case 'event':
      return trigger.event;
    case 'form':
      return trigger.code;
  }
}
