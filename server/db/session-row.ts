import type { Json, JsonObject } from '@/server/engine/json';
import type { Trace } from '@/server/engine/protocol';
import type { Expected } from '@/server/engine/said';
import type { SessionState } from '@/server/engine/session';
import type { Direction, SessionStatus } from './generated/enums';

/** A row of `sessions`. */
export type SessionRow = {
  orgId: string;
  id: string;
  flowId: string;
  versionId: string;
  status: SessionStatus;
  trial: boolean;
  channel: string;
  externalId: string | null;
  metadata: JsonObject;
  state: SessionState;
  turnNo: number;
  messageCount: number;
  createdAt: Date;
  lastActivityAt: Date;
  expiresAt: Date | null;
  finishedAt: Date | null;
};

/** A row of `messages`, but for the session it belongs to. */
export type MessageRow = {
  seq: number;
  id: string;
  turnNo: number;
  direction: Direction;
  kind: string;
  content: { content: Json; text: string; expected?: Expected };
  inputId: string | null;
  nodeId: string | null;
  createdAt: Date;
};

/** What observers see of a turn besides its messages. `moved` is set when the status changed. */
export type TurnChanges = {
  set?: JsonObject;
  emitted?: { name: string; payload: Json }[];
  moved?: true;
};

/** A row of `turns`, but for the session it belongs to. */
export type TurnRow = {
  no: number;
  event: Json;
  trace: Trace;
  status: SessionStatus;
  changes: TurnChanges;
  firstSeq: number;
  createdAt: Date;
};

/** The columns of `sessions s`, named as in `SessionRow`. */
export const SESSION_COLUMNS = `
  s.org_id "orgId", s.id, s.flow_id "flowId", s.version_id "versionId", s.status, s.trial, s.channel,
  s.external_id "externalId", s.metadata, s.state, s.turn_no "turnNo", s.message_count "messageCount",
  s.created_at "createdAt", s.last_activity_at "lastActivityAt", s.expires_at "expiresAt", s.finished_at "finishedAt"`;

/** The columns of `messages m`, named as in `MessageRow`. */
export const MESSAGE_COLUMNS = `
  m.seq, m.id, m.turn_no "turnNo", m.direction, m.kind, m.content, m.input_id "inputId", m.node_id "nodeId",
  m.created_at "createdAt"`;

/** The columns of `turns t`, named as in `TurnRow`. */
export const TURN_COLUMNS = `
  t.no, t.event, t.trace, t.status, t.changes, t.first_seq "firstSeq", t.created_at "createdAt"`;
