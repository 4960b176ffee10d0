import type { SessionSummary } from '@/server/services/session/list-sessions';
import type { MessageView, SessionView, TurnView } from '@/server/services/session/view';

/* Fields are listed one by one, so that a change of the services does not change this API. */

/** A session in a list. */
export function toSummaryBody(session: SessionSummary) {
  const { flowName, flowSlug, versionNumber, channelName, person, lastText } = session;
  return { ...toFactsBody(session), flowName, flowSlug, versionNumber, channelName, person, lastText };
}

/** A session with its variables and its wait. */
export function toSessionBody(session: SessionView) {
  const { environment, variables, visitor, wait, awaitedEvent } = session;
  return { ...toFactsBody(session), environment, variables, visitor, wait, awaitedEvent };
}

/** A message of the transcript. */
export function toMessageBody(message: MessageView) {
  return {
    id: message.id,
    seq: message.seq,
    turnNo: message.turnNo,
    direction: message.direction,
    kind: message.kind,
    text: message.text,
    content: message.content,
    expected: message.expected,
    sender: message.sender,
    externalId: message.externalId,
    inputId: message.inputId,
    nodeId: message.nodeId,
    suggestionId: message.suggestionId,
    ...(message.suggestion && { suggestion: message.suggestion }),
    createdAt: message.createdAt,
  };
}

/** A turn with its trace. */
export function toTurnBody({ no, event, trace, status, usage, createdAt }: TurnView) {
  return { no, event, trace, status, usage, createdAt };
}

function toFactsBody(session: SessionSummary | SessionView) {
  return {
    id: session.id,
    flowId: session.flowId,
    versionId: session.versionId,
    status: session.status,
    test: session.isTest,
    channel: session.channel,
    channelId: session.channelId,
    threadId: session.threadId,
    roomId: session.roomId,
    externalId: session.externalId,
    metadata: session.metadata,
    nodeId: session.nodeId,
    control: session.control,
    assigneeId: session.assigneeId,
    waitingSince: session.waitingSince,
    turnNo: session.turnNo,
    messageCount: session.messageCount,
    output: session.output,
    failure: session.failure,
    createdAt: session.createdAt,
    lastActivityAt: session.lastActivityAt,
    expiresAt: session.expiresAt,
    finishedAt: session.finishedAt,
  };
}
