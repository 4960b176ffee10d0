import type { FlowRowWithDraft } from '@/server/db/flow/store';
import { findRoom, type RoomRow } from '@/server/db/room/store';
import type { FieldIssue } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { JsonObject } from '@/server/shared/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../context';
import { requireBindable } from '../environment/require-environment';
import { findFlowByRef } from '../flow/internal';
import { requireReachable } from '../require-reachable';
import { requireNoIssues, requireValid } from '../require-valid';
import type { ChannelKind } from './channel-facts';
import { type ChannelFields, type CheckedFields, channelSchema, findKindIssues } from './schema';
import { SETTINGS, WRITTEN_SETTINGS } from './settings-schema';

export type FieldCheck = { orgId: string; kind: ChannelKind; given: ChannelFields; isNew: boolean };

/**
 * Validates a channel's fields: their form, that room and flow belong to the organization, and that the webhook's
 * address is allowed. Throws invalid_request naming every field, or outbound_blocked.
 */
export async function requireValidFields(ctx: ServiceContext, check: FieldCheck): Promise<CheckedFields> {
  const { kind, given, isNew } = check;
  const missing = findKindIssues(kind, given, isNew);
  const fields = requireValid(channelSchema, given, [], missing);
  requireNoIssues([...missing, ...findNameIssue(fields, isNew)]);
  const found = await findReferences(ctx, check.orgId, fields);
  requireNoIssues(findStrangers(fields, found));
  await requireBindable(ctx, check.orgId, fields.environment);
  if (fields.webhookUrl) await requireReachable(ctx, fields.webhookUrl);
  return found.flow ? { ...fields, flowId: found.flow.id } : fields;
}

/** Merges `given` into a channel's settings and validates the result; throws invalid_request. */
export function requireValidSettings(
  kind: ChannelKind,
  before: JsonObject,
  given: Record<string, unknown> = {},
): JsonObject {
  const settings = requireValid(SETTINGS[kind], { ...before, ...given }, ['settings']);
  // Stored settings of earlier versions may not meet these.
  requireValid(WRITTEN_SETTINGS[kind], given, ['settings']);
  return requireStorable(settings, ['settings']) as JsonObject;
}

function findNameIssue({ name }: CheckedFields, isNew: boolean): FieldIssue[] {
  return isNew && name === undefined ? [{ path: ['name'], message: 'is required', missing: true }] : [];
}

type References = { flow: FlowRowWithDraft | null; room: RoomRow | null };

async function findReferences(
  { db }: ServiceContext,
  orgId: string,
  { flowId, roomId }: CheckedFields,
): Promise<References> {
  return {
    flow: flowId ? await findFlowByRef(db, orgId, flowId) : null,
    room: roomId && isUuid(roomId) ? await findRoom(db, { orgId, roomId }) : null,
  };
}

function findStrangers({ flowId, roomId }: CheckedFields, { flow, room }: References): FieldIssue[] {
  const isNoFlow = typeof flowId === 'string' && flow === null;
  const isNoRoom = typeof roomId === 'string' && room === null;
  return [
    ...(isNoFlow ? [{ path: ['flowId'], message: 'is not a flow of this organization' }] : []),
    ...(isNoRoom ? [{ path: ['roomId'], message: 'is not a room of this organization' }] : []),
  ];
}
