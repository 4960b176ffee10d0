import type { Selectable } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `suggestions`. */
export type SuggestionRow = Omit<Selectable<Tables['suggestions']>, 'orgId'>;

const COLUMNS = ['id', 'sessionId', 'turnNo', 'messageId', 'text', 'score', 'flowId', 'createdAt'] as const;

/** Finds a proposed reply. */
export function findSuggestion(
  db: Db,
  { orgId, suggestionId }: { orgId: string; suggestionId: string },
): Promise<SuggestionRow | null> {
  const suggestion = build.selectFrom('suggestions').select(COLUMNS);
  return findRow(db, suggestion.where('orgId', '=', orgId).where('id', '=', suggestionId));
}

/** Lists the proposed replies of a session, the newest first. */
export function listSuggestions(
  db: Db,
  { orgId, sessionId, take }: { orgId: string; sessionId: string; take: number },
): Promise<SuggestionRow[]> {
  const suggestions = build
    .selectFrom('suggestions')
    .select(COLUMNS)
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId);
  return listRows(db, suggestions.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(take));
}

/** Lists the proposed replies of some turns of a session, in order. */
export function listSuggestionsOfTurns(
  db: Db,
  params: { orgId: string; sessionId: string; firstTurn: number; lastTurn: number },
): Promise<SuggestionRow[]> {
  const suggestions = build
    .selectFrom('suggestions')
    .select(COLUMNS)
    .where('orgId', '=', params.orgId)
    .where('sessionId', '=', params.sessionId)
    .where('turnNo', '>=', params.firstTurn)
    .where('turnNo', '<=', params.lastTurn);
  return listRows(db, suggestions.orderBy('turnNo').orderBy('id'));
}
