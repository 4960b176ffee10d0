/*
 * inbox/members-only  Notes, labels and snoozes are in tables of their own, which only the inbox reads: no turn, message, event,
 *    webhook, recording or dialect has anything of them.
 */
import {
  countNotes,
  deleteNote as deleteNoteRow,
  insertNote,
  listNotes as listNoteRows,
  type NoteRow,
} from '@/server/db/inbox/notes';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { requireWithinLimit } from '../require-within-limit';
import { requireSession } from '../session/require-session';
import { requireUser } from '../user/require-user';
import { type AddNote, noteSchema } from './schema';

/** A note about a conversation that only members see. */
export type NoteView = NoteRow;

const MOST = 200;

/** Lists the notes of a conversation, the oldest first, at most 200 (inbox/members-only). Throws not_found. */
export async function listNotes(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<NoteView[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  await requireSession(ctx, { orgId, sessionId });
  return listNoteRows(ctx.db, { orgId, sessionId, take: MOST });
}

/** Adds a note of the caller to a conversation. Throws invalid_request, not_found and limit_exceeded. */
export async function addNote(ctx: ServiceContext, input: AddNote): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { userId } = requireUser(ctx);
  const { sessionId, text } = requireValid(noteSchema, input);
  await requireSession(ctx, { orgId, sessionId });
  requireWithinLimit('notes of a conversation', MOST, (await countNotes(ctx.db, { orgId, sessionId })) + 1);
  const now = ctx.clock.now();
  await insertNote(ctx.db, {
    ...{ orgId, id: ctx.ids.uuid(now), sessionId, userId, text, createdAt: new Date(now) },
  });
}

/** Deletes a note of the caller. Throws not_found. */
export async function deleteNote(
  ctx: ServiceContext,
  { sessionId, id }: { sessionId: string; id: string },
): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { userId } = requireUser(ctx);
  const isDeleted =
    isUuid(sessionId) && isUuid(id) && (await deleteNoteRow(ctx.db, { orgId, sessionId, userId, id }));
  if (!isDeleted) throw domainError('not_found', { thing: 'note', id });
}
