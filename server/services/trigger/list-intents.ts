import { listTriggers } from '@/server/db/flow-trigger/store';
import type { TextLanguages } from '@/server/engine/locale/choose-text';
import type { ServiceContext } from '../context';
import { findSpeech, hasLanguages, type ShownIntent, showIntent } from './show-texts';
import { type TriggerView, toTriggerViews } from './view';

/** An intent of a published flow, with its texts in one language. */
export type IntentView = Omit<TriggerView<'intent'>, 'trigger'> & { trigger: ShownIntent };

/**
 * Lists the intents of published flows: pinned first, then by priority, then by label; the texts are in the language of `locale`, by
 * default in that of each flow. Requires no scope, because visitors see them.
 */
export async function listIntents(
  ctx: ServiceContext,
  { locale }: { locale?: string | undefined } = {},
): Promise<IntentView[]> {
  const rows = await listTriggers(ctx.db, { orgId: ctx.actor.orgId, type: 'intent' });
  const views = toTriggerViews(rows, 'intent').map((view) => showView(ctx, view, locale ?? null));
  return (await Promise.all(views)).sort(byImportance);
}

const ANY: TextLanguages = { language: '', main: null };

// The flow is read only where its language matters.
async function showView(
  ctx: ServiceContext,
  { trigger, ...view }: TriggerView<'intent'>,
  locale: string | null,
): Promise<IntentView> {
  const languages = hasLanguages(trigger) ? (await findSpeech(ctx, view.versionId, locale)).texts : ANY;
  return { ...view, trigger: showIntent(trigger, languages) };
}

function byImportance({ trigger: left }: IntentView, { trigger: right }: IntentView): number {
  return (
    Number(right.isPinned ?? false) - Number(left.isPinned ?? false) ||
    (right.priority ?? 0) - (left.priority ?? 0) ||
    left.displayLabel.localeCompare(right.displayLabel, 'en')
  );
}
