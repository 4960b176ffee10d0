import type { MessageRow, SessionRow, TurnRow } from '@/server/db/session-row';
import type { MessageView, SessionView, TurnView } from './view';

/** Shows a session's row. Its variables are those of its own flow, not of a flow that it is calling. */
export function toSessionView(row: SessionRow): SessionView {
  const { orgId: _, state, direct: __, pauseMs: ___, ...rest } = row;
  return {
    ...rest,
    variables: state.frames[0]?.variables ?? {},
    wait: row.finishedAt ? null : state.wait,
    nodeId: state.frames.at(-1)?.node ?? null,
    control: state.control,
    failure: state.failure,
    output: state.output,
  };
}

/** Shows one line of the transcript. */
export function toMessageView({ content: stored, ...rest }: MessageRow): MessageView {
  const content = stored.content as MessageView['content'];
  return {
    ...rest,
    content,
    text: stored.text,
    expected: stored.expected ?? null,
    sender: stored.sender ?? null,
    externalId: stored.externalId ?? null,
    suggestionId: stored.suggestionId ?? null,
    ...(stored.suggestion && { suggestion: stored.suggestion }),
  };
}

/** Shows a turn with what was found out in it. */
export function toTurnView({ no, event, trace, status, createdAt, usage }: TurnRow): TurnView {
  return { no, event, trace, status, createdAt, usage };
}
