import type { MessageRow, SessionRow, TurnRow } from '@/server/db/session/row';
import type { Json } from '@/server/engine/json';
import { PRODUCTION } from '@/server/shared/environment-name';
import { isJsonObject } from '@/server/shared/json';
import type { MessageView, SessionView, TurnView } from './view';

/*
 * Every turn passes through here, so columns are written out: a rest pattern over a row is many times slower.
 */

/** Makes the view of a session. Its variables are those of its own flow, not of a flow that it calls. */
export function toSessionView(row: SessionRow): SessionView {
  const { state } = row;
  return {
    id: row.id,
    flowId: row.flowId,
    versionId: row.versionId,
    status: row.status,
    isTest: row.isTest,
    channel: row.channel,
    externalId: row.externalId,
    metadata: row.metadata,
    turnNo: row.turnNo,
    messageCount: row.messageCount,
    createdAt: row.createdAt,
    lastActivityAt: row.lastActivityAt,
    expiresAt: row.expiresAt,
    finishedAt: row.finishedAt,
    channelId: row.channelId,
    threadId: row.threadId,
    roomId: row.roomId,
    waitingSince: row.waitingSince,
    waitTurnNo: row.waitTurnNo,
    awaitedEvent: row.awaitedEvent,
    environment: row.environment ?? PRODUCTION,
    assigneeId: row.assigneeId,
    eventDepth: row.eventDepth,
    variables: state.frames[0]?.variables ?? {},
    visitor: state.visitor ?? {},
    wait: row.finishedAt ? null : state.wait,
    nodeId: findNode(state),
    control: state.control,
    failure: state.failure,
    output: state.output,
  };
}

/** The node that a session is at, or before which it is held. */
function findNode({ wait, frames }: SessionRow['state']): string | null {
  return wait?.type === 'held' ? wait.stop.node : (frames.at(-1)?.node ?? null);
}

/** Makes the view of one line of the transcript. */
export function toMessageView(row: MessageRow): MessageView {
  const { content: stored } = row;
  return {
    seq: row.seq,
    id: row.id,
    turnNo: row.turnNo,
    direction: row.direction,
    kind: row.kind,
    inputId: row.inputId,
    nodeId: row.nodeId,
    createdAt: row.createdAt,
    content: stored.content as MessageView['content'],
    text: stored.text,
    expected: stored.expected ?? null,
    sender: stored.sender ?? null,
    externalId: stored.externalId ?? null,
    suggestionId: stored.suggestionId ?? null,
    ...(stored.suggestion && { suggestion: stored.suggestion }),
  };
}

/** Makes the view of a turn. */
export function toTurnView({ no, event, trace, status, createdAt, usage }: TurnRow): TurnView {
  return { no, event: withoutState(event), trace, status, createdAt, usage };
}

/** The event of a move to another version without the state that the session went on in; any other as it is. */
function withoutState(event: Json): Json {
  if (!isJsonObject(event) || event.type !== 'version.changed') return event;
  const { state: _, ...others } = event;
  return others;
}
