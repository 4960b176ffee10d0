import { z } from 'zod';
import { formField } from './answer';
import { eventName, localizedText } from './text';

const plainText = (maxLength: number) => z.string().min(1).max(maxLength);

const intentName = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,63}$/,
    'must be a lowercase letter followed by up to 63 lowercase letters, digits or _',
  );

const formCode = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,63}$/,
    'must be 1 to 64 lowercase letters, digits, _ or -, not starting with _ or -',
  );

/**
 * An intent that people can choose from a menu. `icon`, `accentColor` and `styleVariant` are passed to the
 * page unchanged.
 */
const intent = z.strictObject({
  type: z.literal('intent'),
  name: intentName,
  displayLabel: localizedText(200),
  subtitle: localizedText(500).optional(),
  description: localizedText(2_000).optional(),
  examples: z.array(localizedText(500)).max(50).default([]),
  /** Names of the facts that the flow needs. */
  requiredEntities: z.array(plainText(100)).max(20).default([]),
  icon: z.strictObject({ kind: plainText(50), value: plainText(500) }).optional(),
  accentColor: plainText(50).optional(),
  styleVariant: plainText(50).optional(),
  isPinned: z.boolean().optional(),
  /** Higher values are listed first. */
  priority: z.number().int().min(-1_000_000).max(1_000_000).optional(),
});

/** `manual`: people may also start the flow by hand, from the console or from a menu of another product. */
const event = z.strictObject({
  type: z.literal('event'),
  event: eventName,
  manual: z.boolean().default(false),
});

/**
 * A form that starts the flow when it is submitted. Its texts are rendered before the flow runs and see no
 * variables.
 */
const form = z.strictObject({
  type: z.literal('form'),
  code: formCode,
  title: localizedText(500),
  submitLabel: localizedText(100).optional(),
  fields: z.array(formField).min(1).max(50),
});

/**
 * A way to start a flow other than by its id. The variable `trigger` describes the trigger that started the session.
 */
export const trigger = z.discriminatedUnion('type', [intent, event, form]);

export type Trigger = z.infer<typeof trigger>;
export type TriggerType = Trigger['type'];
export type TriggerOf<T extends TriggerType> = Extract<Trigger, { type: T }>;

/** The variable that describes what started the session: `{ type, … }`. */
export const TRIGGER_VARIABLE = 'trigger';

/** The name of a trigger, unique among triggers of its type. */
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
