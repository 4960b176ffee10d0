import type { ServiceContext } from '@/server/services/context';
import { findIntentFlow } from '@/server/services/trigger/find-intent-flow';
import { listIntents } from '@/server/services/trigger/list-intents';
import { domainError } from '@/server/shared/errors';
import type { ChatChannel } from './auth';
import type { IntentBody, QuickQuestionBody } from './reply/reply-schemas';

/** A published intent and its flow. */
export type OpenIntent = Awaited<ReturnType<typeof listIntents>>[number];

/** The published intents that a channel allows, in the language of a visitor's locale. */
export async function listOpenIntents(
  ctx: ServiceContext,
  channel: ChatChannel,
  locale?: string,
): Promise<OpenIntent[]> {
  const { allowedIntents } = channel.settings;
  const intents = await listIntents(ctx, { locale });
  return intents.filter(({ trigger }) => allowedIntents === null || allowedIntents.includes(trigger.name));
}

/** The id of the flow of an intent; throws intent_not_allowed, not_found. */
export async function requireIntentFlow(
  ctx: ServiceContext,
  { settings: { allowedIntents } }: ChatChannel,
  intent: string,
): Promise<string> {
  if (allowedIntents !== null && !allowedIntents.includes(intent)) {
    throw domainError('intent_not_allowed', { intent, allowed: allowedIntents });
  }
  const found = await findIntentFlow(ctx, intent);
  if (!found) throw domainError('not_found', { thing: 'intent', id: intent });
  return found.flowId;
}

/** An intent as the session response lists it (WIRE.md#open-a-session). */
export function toIntentBody({ trigger }: OpenIntent): IntentBody {
  return {
    name: trigger.name,
    displayLabel: trigger.displayLabel,
    subtitle: trigger.subtitle,
    description: trigger.description,
    examples: [...trigger.examples],
    required_entities: [...trigger.requiredEntities],
    icon: trigger.icon ?? null,
    accentColor: trigger.accentColor ?? null,
    styleVariant: trigger.styleVariant ?? null,
    isPinned: trigger.isPinned ?? false,
    priority: trigger.priority ?? 0,
  };
}

/** Quick questions (WIRE.md#open-a-session); `intentName` is null where the key does not open the intent. */
export function toQuickQuestions(
  { settings }: ChatChannel,
  intents: readonly OpenIntent[],
  pageType?: string,
): QuickQuestionBody[] {
  const shown = settings.quickQuestions.filter((one) => pageType === undefined || one.pageType === pageType);
  return shown.map(({ question, pageType: page, intentName }) => {
    const open = intents.find(({ trigger }) => trigger.name === intentName);
    return { question, pageType: page, flowId: open?.flowId ?? null, intentName: open ? intentName : null };
  });
}
