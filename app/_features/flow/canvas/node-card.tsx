'use client';
import { Handle, type NodeProps, Position, useUpdateNodeInternals } from '@xyflow/react';
import { CircleX, Play, Plus, StickyNote, TriangleAlert, Zap } from 'lucide-react';
import { memo, useLayoutEffect, useState } from 'react';
import { cn } from '@/app/_ui/cn';
import type { Card, Port } from '../graph/graph';
import { divideExits } from '../graph/lay-out';
import { isKnownKind } from '../graph/node-exits';
import { KINDS } from '../graph/node-kinds';
import { toHandle } from '../graph/to-graph';
import type { NodeLook, NodeTraffic } from './canvas-looks';
import type { CardNode } from './canvas-nodes';
import { iconOf, TINTS } from './kind-icons';
import { useAddAfter } from './use-add-after';
import { useLook } from './use-look';

const MARKS = {
  added: { word: 'Added', look: 'border-live-dot', badge: 'bg-live-soft text-live' },
  removed: { word: 'Removed', look: 'border-failed-dot', badge: 'bg-failed-soft text-failed' },
  changed: { word: 'Changed', look: 'border-waiting-dot', badge: 'bg-waiting-soft text-waiting' },
};

/** The card of a node: its kind, its name, a summary, and a port for each exit. */
export const NodeCard = memo(function NodeCard({ id, data: { card }, selected }: NodeProps<CardNode>) {
  const look = useLook(id);
  const onAddAfter = useAddAfter();
  const [hovered, setHovered] = useState(false);
  const { shown, rest } = divideExits(card.ports);
  const [expanded, toggle] = useExpanded(id);
  const rows = expanded ? card.ports : shown;
  return (
    <div
      data-expanded={(expanded && rest.length > 0) || undefined}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      data-current={look.current || undefined}
      data-visited={look.visits ? true : undefined}
      data-parting={look.parting || undefined}
      className={cn(
        'group/card w-60 rounded-lg border bg-surface text-left text-sm transition-[border-color,box-shadow] duration-150',
        selected ? 'border-accent shadow-[0_0_0_2px_var(--accent)]' : toBorder(look),
        look.current && 'card-current',
      )}
    >
      <Handle type="target" position={Position.Left} id="in" className="!top-5" />
      <CardHead card={card} look={look} />
      {card.handlers && (
        <p className="flex items-center gap-1.5 border-t bg-accent-soft px-2.5 py-1 text-accent text-xs">
          <Zap aria-hidden className="size-3 shrink-0" />
          <span className="truncate">From anywhere: {card.handlers}</span>
        </p>
      )}
      <CardWords card={card} />
      {look.problem && <CardProblem problem={look.problem} />}
      {card.ports.length > 0 && (
        <ul className="border-t py-1">
          {rows.map((port) => (
            <CardPort
              key={port.name}
              port={port}
              sessions={look.traffic?.exits[port.name]}
              onAdd={
                onAddAfter && (hovered || selected) ? () => onAddAfter({ key: id, exit: port.name }) : null
              }
            />
          ))}
          {rest.length > 0 && (
            <MorePorts ports={rest} traffic={look.traffic} expanded={expanded} onToggle={toggle} />
          )}
        </ul>
      )}
    </div>
  );
});

// An expanded card has its handles elsewhere, which xyflow has to know for its wires.
function useExpanded(id: string): [boolean, () => void] {
  const [expanded, setExpanded] = useState(false);
  const update = useUpdateNodeInternals();
  useLayoutEffect(() => {
    if (!expanded) return;
    update(id);
    return () => update(id);
  }, [expanded, id, update]);
  return [expanded, () => setExpanded((now) => !now)];
}

type MorePortsProps = {
  ports: readonly Port[];
  traffic: NodeTraffic | undefined;
  expanded: boolean;
  onToggle: () => void;
};

// Their wires begin at one point until the card is expanded. The inspector lists them one by one.
function MorePorts({ ports, traffic, expanded, onToggle }: MorePortsProps) {
  const isWired = ports.some(({ target }) => target !== null);
  const sessions = ports.reduce((sum, { name }) => sum + (traffic?.exits[name] ?? 0), 0);
  return (
    <li className="relative flex h-6 items-center justify-end gap-2 pr-3 pl-2.5 text-xs">
      {traffic && !expanded && (
        <span className="tabular mr-auto shrink-0 text-ink-3">{sessions.toLocaleString('en')}</span>
      )}
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={expanded}
        title={expanded ? undefined : ports.map(({ label }) => label).join(', ')}
        onClick={(event) => {
          event.stopPropagation();
          onToggle();
        }}
        className="nodrag nopan truncate rounded-sm px-1 text-accent hover:underline"
      >
        {expanded ? 'Show fewer exits' : `${String(ports.length)} more exits`}
      </button>
      {!expanded &&
        ports.map(({ name }) => (
          <Handle
            key={name}
            type="source"
            position={Position.Right}
            id={toHandle(name)}
            data-wired={isWired || undefined}
          />
        ))}
    </li>
  );
}

function toBorder({ problem, mark, visits, parting }: NodeLook): string | false {
  if (problem?.severity === 'error') return 'border-failed-dot';
  if (mark) return MARKS[mark].look;
  if (parting) return 'border-waiting-dot';
  return Boolean(visits) && 'border-accent';
}

function CardHead({ card: { kind, title, id }, look }: { card: Card; look: NodeLook }) {
  const Icon = iconOf(kind);
  const facts = isKnownKind(kind) ? KINDS[kind] : null;
  return (
    <div className="flex h-10 items-center gap-2 px-2">
      <span
        className={cn(
          'card-icon flex size-6 shrink-0 items-center justify-center rounded-md',
          facts ? TINTS[facts.purpose] : 'bg-failed-soft text-failed',
        )}
      >
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 leading-4">
        <p dir="auto" className="card-title truncate font-medium">
          {title || (facts?.name ?? `Unknown kind ${kind}`)}
        </p>
        {look.traffic ? (
          <CardTraffic traffic={look.traffic} />
        ) : (
          <p className="truncate font-mono text-[11px] text-ink-2">{id}</p>
        )}
      </div>
      {look.mark && (
        <span className={cn('rounded-sm px-1.5 text-xs', MARKS[look.mark].badge)}>
          {MARKS[look.mark].word}
        </span>
      )}
      {look.parting && (
        <span className="rounded-sm bg-waiting-soft px-1.5 text-waiting text-xs">Parts here</span>
      )}
      {look.order && (
        <span
          className="tabular rounded-sm bg-accent-soft px-1.5 text-accent text-xs"
          title="Order of visits"
        >
          <span className="sr-only">Visit </span>
          {look.order}
        </span>
      )}
      {look.start && (
        <span className="flex items-center gap-1 rounded-sm bg-subtle px-1.5 text-ink-2 text-xs">
          <Play aria-hidden className="size-3" /> Start
        </span>
      )}
    </div>
  );
}

function CardWords({ card: { words, answer, note } }: { card: Card }) {
  return (
    <>
      {(words || answer) && (
        <div className="border-t px-2.5 py-1.5">
          {words && (
            <p dir="auto" className="line-clamp-3 whitespace-pre-line [overflow-wrap:anywhere]">
              {words}
            </p>
          )}
          {answer && <p className="truncate text-ink-2 text-xs leading-5">{answer}</p>}
        </div>
      )}
      {note && (
        <p
          className="flex items-center gap-1.5 border-t bg-waiting-soft px-2.5 py-1 text-waiting text-xs"
          title={note}
        >
          <StickyNote aria-hidden className="size-3 shrink-0" />{' '}
          <span dir="auto" className="truncate">
            {note}
          </span>
        </p>
      )}
    </>
  );
}

function CardProblem({
  problem: { severity, message, count },
}: {
  problem: NonNullable<NodeLook['problem']>;
}) {
  const Icon = severity === 'error' ? CircleX : TriangleAlert;
  const more = count > 1 ? `, and ${String(count - 1)} more` : '';
  return (
    <p
      title={message + more}
      className={cn(
        'flex items-center gap-1.5 border-t px-2.5 py-1 text-xs',
        severity === 'error' ? 'text-failed' : 'text-waiting',
      )}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className="truncate">{message}</span>
      {count > 1 && <span className="shrink-0">+{count - 1}</span>}
    </p>
  );
}

// In place of the id, so that the card keeps the height that it was laid out with.
function CardTraffic({ traffic: { sessions, stopped, isDropOff } }: { traffic: NodeTraffic }) {
  return (
    <p className="card-traffic tabular flex gap-2 truncate text-[11px]">
      <span className={sessions === 0 ? 'text-ink-3' : 'font-medium text-accent'}>
        {sessions.toLocaleString('en')} passed
      </span>
      {stopped > 0 && (
        <span
          className={cn(isDropOff ? 'rounded-sm bg-failed-soft px-1 font-medium text-failed' : 'text-ink-2')}
        >
          {stopped.toLocaleString('en')} stopped
        </span>
      )}
    </p>
  );
}

function CardPort({
  port: { name, label, target, unknown },
  sessions,
  onAdd,
}: {
  port: Port;
  sessions: number | undefined;
  onAdd: (() => void) | null;
}) {
  return (
    <li className="relative flex h-6 items-center justify-end gap-2 pr-3 pl-2.5 text-xs">
      {sessions !== undefined && (
        <span className={cn('tabular mr-auto shrink-0', sessions === 0 ? 'text-ink-3' : 'text-accent')}>
          {sessions.toLocaleString('en')}
        </span>
      )}
      <span className={cn('truncate', unknown ? 'text-failed' : 'text-ink-2')} title={label}>
        {label}
      </span>
      {onAdd && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Add a node after ${label}`}
          title={`Add a node after ${label}`}
          onClick={(event) => {
            event.stopPropagation();
            onAdd();
          }}
          className="nodrag nopan flex size-5 shrink-0 items-center justify-center rounded-sm border bg-surface text-ink-2 hover:bg-hover hover:text-ink"
        >
          <Plus aria-hidden className="size-3" />
        </button>
      )}
      <Handle
        type="source"
        position={Position.Right}
        id={toHandle(name)}
        data-wired={target !== null || undefined}
      />
    </li>
  );
}
