import type { Page } from '@/server/shared/page';
import type { ServiceContext } from '../context';
import { type ListTurns, listTurns } from './list-turns';
import { maskTurn } from './turn/mask-turn';
import type { TurnView } from './view';

/** Lists turns like `listTurns`, with the credentials of calls masked. Throws not_found. */
export async function listMaskedTurns(ctx: ServiceContext, input: ListTurns): Promise<Page<TurnView>> {
  const page = await listTurns(ctx, input);
  return { ...page, items: page.items.map(maskTurn) };
}
