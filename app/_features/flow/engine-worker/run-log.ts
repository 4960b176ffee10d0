import type { MessageView, SessionEvent, TurnView } from '@/app/_features/session/view';
import type { Trace } from '@/server/engine/protocol';
import type { RecordedEvent, RecordedStatus, RecordedTurn } from '@/server/engine/replay/recording';
import type { ReplayStep } from '@/server/engine/replay/replay-step';
import { listChanged, listEmitted } from '@/server/engine/replay/verify';
import { initialState } from '@/server/engine/run';
import type { SessionState } from '@/server/engine/session';

/** A turn of a run: its event, what was stored of it, and its step in a replay. */
export type RunTurn = {
  event: RecordedEvent;
  recorded?: RecordedTurn | undefined;
  step?: ReplayStep | undefined;
};

/** The turns and events of a run, as those of a stored session. */
export type RunLog = { turns: TurnView[]; events: SessionEvent[]; messages: MessageView[] };

type Line = Pick<MessageView, 'direction' | 'content' | 'text' | 'expected' | 'inputId' | 'nodeId'>;
type Body = SessionEvent extends infer E ? (E extends SessionEvent ? Omit<E, 'id' | 'at'> : never) : never;

const NO_TRACE: Trace = { steps: [], visits: 0, expressionSteps: 0, failure: null };

/**
 * Makes the log of a run. What was stored comes first: messages, variables and events of the replay stand in where nothing was
 * stored, and the contents of messages are those of the replay where their texts are the same.
 */
export function toRunLog(run: readonly RunTurn[]): RunLog {
  const log: RunLog = { turns: [], events: [], messages: [] };
  let state = initialState('');
  for (const [index, turn] of run.entries()) {
    const no = index + 1;
    const at = new Date(turn.event.at).toISOString();
    const status = statusAfter(turn);
    const messages = listLines(turn).map((line, place) => {
      return { ...toMessage(line), seq: log.messages.length + place + 1, turnNo: no, createdAt: at };
    });
    const bodies: Body[] = [
      ...messages.map(toMessageEvent),
      ...listChanges(turn, state),
      ...(status === (log.turns.at(-1)?.status ?? 'running')
        ? []
        : [{ type: 'status.changed' as const, data: { status } }]),
    ];
    log.messages.push(...messages);
    log.events.push(...bodies.map((body, place) => ({ id: `${no}-${place}`, at, ...body })));
    log.turns.push(toTurn(no, turn, status));
    state = turn.step?.result.state ?? state;
  }
  return log;
}

function statusAfter({ recorded, step }: RunTurn): RecordedStatus {
  return recorded?.status ?? step?.status ?? 'running';
}

function toTurn(no: number, { event, step }: RunTurn, status: RecordedStatus): TurnView {
  const trace = step?.result.trace ?? NO_TRACE;
  const createdAt = new Date(event.at).toISOString();
  return { no, event: event as TurnView['event'], trace, status, createdAt, usage: null };
}

function listLines({ event, recorded, step }: RunTurn): Line[] {
  const inbound = toInbound(event);
  const made = step?.result.messages ?? [];
  if (recorded && !recorded.messages) return inbound;
  const outbound = recorded?.messages?.map((message, index) => {
    const same = made[index]?.text === message.text ? made[index] : undefined;
    // Nothing of a file is drawn but texts and what the engine made.
    return toOutbound(
      same ?? { ...message, content: { type: 'text', text: message.text }, expected: undefined },
    );
  });
  return [...inbound, ...(outbound ?? made.map(toOutbound))];
}

type Sent = Omit<Line, 'direction' | 'expected'> & { expected?: Line['expected'] | undefined };

function toOutbound({ content, text, expected = null, inputId, nodeId }: Sent): Line {
  return { direction: 'outbound', content, text, expected, inputId, nodeId };
}

function toInbound(event: RecordedEvent): Line[] {
  const content = toInboundContent(event);
  if (!content) return [];
  const text = content.type === 'text' ? content.text : (content.failReason ?? content.status);
  const inputId = 'inputId' in event ? (event.inputId ?? null) : null;
  return [{ direction: 'inbound', content, text, expected: null, inputId, nodeId: null }];
}

function toInboundContent(event: RecordedEvent) {
  switch (event.type) {
    case 'message':
      return { type: 'text' as const, text: event.text };
    case 'choice':
      return { type: 'text' as const, text: event.value };
    case 'transfer.completed': {
      const { status, failReason } = event;
      return { type: 'transfer' as const, status, ...(failReason !== undefined && { failReason }) };
    }
    default:
      return null;
  }
}

function toMessage(line: Line): Omit<MessageView, 'seq' | 'turnNo' | 'createdAt'> {
  const { inputId, direction, content } = line;
  const id = `${direction} ${inputId ?? ''}`;
  return { ...line, id, kind: content.type, sender: null, externalId: null, suggestionId: null };
}

function toMessageEvent(data: MessageView): Body {
  return { type: data.direction === 'inbound' ? 'message.received' : 'message.sent', data };
}

function listChanges({ event, recorded, step }: RunTurn, before: SessionState): Body[] {
  // A move to another version has no event.
  const isMove = event.type === 'version.changed';
  const set = recorded?.set ?? (step && !isMove ? listChanged(before, step.result.state) : {});
  const emitted = recorded?.emitted ?? (step ? listEmitted(step) : []);
  return [
    ...(Object.keys(set).length > 0 ? [{ type: 'variables.changed' as const, data: { set } }] : []),
    ...emitted.map((data) => ({ type: 'event.emitted' as const, data })),
  ];
}
