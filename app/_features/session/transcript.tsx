'use client';
import { Workflow } from 'lucide-react';
import type { MessageView } from '@/app/_features/session/view';
import { cn } from '@/app/_ui/cn';
import { ExactTime } from '@/app/_ui/value/exact-time';
import type { MessageContent as OutboundContent } from '@/server/engine/outbound-message';
import type { InboundContent as Inbound } from '@/server/services/session/view';
import { ExpectedAnswer } from './expected-answer';
import { groupTurns, type TurnGroup } from './group-turns';
import { InputContent } from './input-content';
import type { OnChoose } from './message-buttons';
import { MessageContent } from './message-content';

type TranscriptProps = {
  messages: MessageView[];
  /** Makes the choices of the last turn pressable. */
  onChoose?: ((value: string) => void) | undefined;
  /** The shown turns; default: those with messages. */
  groups?: TurnGroup[];
  /** Makes turns selectable by the button that is their heading. */
  onChooseTurn?: ((no: number) => void) | undefined;
  chosenTurn?: number | null;
  /** Who reads it: the person of the session, or an agent, who sees times instead of turns and the answers on the right. */
  reader?: 'person' | 'agent';
};

/** A conversation, grouped by turn, with times; the reader's own side is on the right. */
export function Transcript(props: TranscriptProps) {
  const { messages, onChoose, groups, onChooseTurn, chosenTurn = null, reader = 'person' } = props;
  const turns = groups ?? groupTurns(messages);
  const last = messages.at(-1)?.turnNo;
  return (
    <ol aria-label="Transcript" className="space-y-1">
      {turns.map((turn) => (
        <li
          key={turn.no}
          data-turn={turn.no}
          aria-current={turn.no === chosenTurn || undefined}
          className={cn(
            'rounded-lg px-3 pt-1.5 pb-3',
            onChooseTurn && 'transition-colors hover:bg-subtle',
            turn.no === chosenTurn && 'bg-subtle ring-1 ring-line-strong ring-inset',
          )}
        >
          {reader === 'agent' ? (
            <p className="text-center text-ink-2 text-xs">
              <ExactTime style="second" at={turn.at} className="tabular" />
            </p>
          ) : (
            <TurnHead turn={turn} onChooseTurn={onChooseTurn} chosen={turn.no === chosenTurn} />
          )}
          <div className="mt-1.5 space-y-2">
            {turn.messages.map((message, index) => (
              <Message
                key={message.seq}
                message={message}
                before={turn.messages[index - 1]}
                onChoose={turn.no === last ? onChoose : undefined}
                reader={reader}
              />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

type TurnHeadProps = { turn: TurnGroup; onChooseTurn: TranscriptProps['onChooseTurn']; chosen: boolean };

function TurnHead({ turn, onChooseTurn, chosen }: TurnHeadProps) {
  const words = (
    <>
      <span className="shrink-0 font-medium">{`Turn ${String(turn.no)}`}</span>
      {turn.summary && (
        <span dir="auto" className="min-w-0 truncate">
          {turn.summary}
        </span>
      )}
      <ExactTime style="second" at={turn.at} className="tabular ml-auto shrink-0" />
    </>
  );
  const look = 'flex w-full items-baseline gap-2 text-ink-2 text-xs';
  if (!onChooseTurn) return <div className={look}>{words}</div>;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onChooseTurn(turn.no)}
      className={cn(look, 'rounded-sm text-left hover:text-ink')}
    >
      {words}
    </button>
  );
}

type MessageProps = {
  message: MessageView;
  before: MessageView | undefined;
  onChoose: OnChoose;
  reader: 'person' | 'agent';
};

function Message({ message, before, onChoose, reader }: MessageProps) {
  if (message.direction === 'inbound')
    return (
      <div data-direction="inbound" className={reader === 'person' ? 'flex justify-end pl-8' : 'pr-8'}>
        <span className="sr-only">Person: </span>
        <InputContent content={message.content as Inbound} />
      </div>
    );
  return (
    <div
      data-direction="outbound"
      className={reader === 'person' ? 'space-y-1.5 pr-8' : 'flex flex-col items-end gap-1.5 pl-8'}
    >
      <Speaker name={message.sender?.name ?? null} isShown={reader === 'agent'} />
      <MessageContent content={toShown(message, before)} onChoose={onChoose} />
      {message.expected && <ExpectedAnswer expected={message.expected} onChoose={onChoose} />}
    </div>
  );
}

/** Who answers: a member by name, or the flow, which an agent sees and the person hears. */
function Speaker({ name, isShown }: { name: string | null; isShown: boolean }) {
  if (name !== null) return <p className="font-medium text-human text-xs">{name}</p>;
  if (!isShown) return <span className="sr-only">Flow: </span>;
  return (
    <p className="flex items-center gap-1 text-ink-2 text-xs">
      <Workflow aria-hidden className="size-3" /> Flow
    </p>
  );
}

// The end of a flow repeats the output of the message before it.
function toShown({ content }: MessageView, before: MessageView | undefined): OutboundContent {
  const output = content as OutboundContent;
  return output.type === 'end' && before?.kind === 'output' ? { ...output, output: null } : output;
}
