'use client';
import { ReactFlowProvider } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createLooks } from '@/app/_features/flow/canvas/canvas-looks';
import { FlowCanvas } from '@/app/_features/flow/canvas/flow-canvas';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import { Card, CardStrip } from '@/app/_ui/page/card';
import type { JsonObject } from '@/server/engine/json';
import type { Parting } from '@/server/engine/replay/compare';
import { formatVisits, toPath } from './to-path';
import { Transcript } from './transcript';
import type { MessageView, TurnView } from './view';

type Run = { definition: JsonObject; turns: TurnView[]; messages: MessageView[] };
type Place = Parting['past'];
type ComparedRunProps = {
  name: string;
  run: Run;
  /** Where it parts from the other run; null if it has nothing there. */
  place: Place;
};

const NOTHING: ReadonlySet<string> = new Set();

/** One run of a session: its path on the canvas, and its transcript with the turn where it parts. */
export function ComparedRun({ name, run, place }: ComparedRunProps) {
  return (
    <Card aria-label={name} className="flex min-w-0 flex-col">
      <CardStrip className="px-3 py-1.5">{name}</CardStrip>
      <RunPath name={name} run={run} parting={place?.node ?? null} />
      <RunTranscript name={name} messages={run.messages} turn={place ? place.step + 1 : null} />
    </Card>
  );
}

function RunPath({ name, run, parting }: { name: string; run: Run; parting: string | null }) {
  const { definition, turns } = run;
  const graph = useMemo(() => toGraph(definition), [definition]);
  const path = useMemo(() => toPath(turns, { turn: turns.length, step: null }), [turns]);
  const [looks] = useState(createLooks);
  const edgeLook = useCallback((id: string) => ({ taken: path.wires.has(id) }), [path]);
  useEffect(() => {
    const entries = graph.nodes.map(({ key }) => {
      const visits = path.order.get(key) ?? [];
      const look = { start: key === graph.start, visits: visits.length, order: formatVisits(visits) };
      return [key, { ...look, parting: key === parting }] as const;
    });
    looks.set(new Map(entries));
  }, [looks, graph, path, parting]);
  return (
    <div className="h-72 border-b">
      <ReactFlowProvider>
        <FlowCanvas
          label={`${name}, path`}
          graph={graph}
          looks={looks}
          edgeLook={edgeLook}
          selection={NOTHING}
          onSelect={() => undefined}
          minimap={false}
          openAt={graph.nodes.some(({ key }) => key === parting) ? (parting ?? graph.start) : graph.start}
          nodesDraggable={false}
        />
      </ReactFlowProvider>
    </div>
  );
}

type RunTranscriptProps = { name: string; messages: MessageView[]; turn: number | null };

function RunTranscript({ name, messages, turn }: RunTranscriptProps) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section
      ref={box}
      // A scrolling area must be reachable by keyboard.
      {...{ tabIndex: 0, 'aria-label': `${name}, transcript` }}
      className="max-h-96 overflow-y-auto p-2"
    >
      {messages.length === 0 ? (
        <p className="p-2 text-ink-2 text-sm">Nothing was said.</p>
      ) : (
        <Transcript messages={messages} chosenTurn={turn} />
      )}
    </section>
  );
}
