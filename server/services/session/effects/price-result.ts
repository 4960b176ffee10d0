import type { EffectRow } from '@/server/db/effect/store';
import { readUsage } from '@/server/engine/nodes/ai/reply';
import { priceTokens } from '../../usage/price-tokens';
import type { TurnDeps } from '../turn/turn-input';
import { readModel } from './describe-model-call';
import type { CallEvent } from './to-call-event';

/** Adds what the tokens of a model cost, if the request asks for it; null without a price or without reported tokens. */
export async function priceResult(
  { db }: Pick<TurnDeps, 'db'>,
  { orgId, request }: Pick<EffectRow, 'orgId' | 'request'>,
  event: CallEvent,
): Promise<CallEvent> {
  if (!request.priced || event.type !== 'effect.succeeded') return event;
  const usage = readUsage(event.result.body, readModel(request));
  const priced = usage && (await priceTokens({ db, actor: { type: 'system', orgId } }, usage));
  return { ...event, result: { ...event.result, costMicros: priced?.cost_micros ?? null } };
}
