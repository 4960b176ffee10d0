'use client';
import { useNodesInitialized } from '@xyflow/react';
import { Hourglass, Maximize, Minus, Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createLooks } from '@/app/_features/flow/canvas/canvas-looks';
import { CanvasProvider } from '@/app/_features/flow/canvas/canvas-provider';
import { FlowCanvas } from '@/app/_features/flow/canvas/flow-canvas';
import { type Camera, useCamera } from '@/app/_features/flow/canvas/use-camera';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import { isOver } from '@/app/_features/session/session-status';
import { findVisit, formatVisits, toPath } from '@/app/_features/session/to-path';
import type { TurnView } from '@/app/_features/session/view';
import { Button } from '@/app/_ui/button';
import type { JsonObject } from '@/server/engine/json';
import type { MomentControl } from '../_data/use-moment';
import { describeState, describeStatus, type Standing } from '../_model/describe-state';
import type { NodeNames } from '../_model/node-names';

type SessionCanvasProps = {
  definition: JsonObject;
  names: NodeNames;
  log: { turns: TurnView[]; session: Standing };
  moment: MomentControl;
  /** Names it; default: "Path of the session". */
  label?: string | undefined;
  /** The node at which it parts from another conversation. */
  parting?: string | null | undefined;
};

/** The canvas of the session's version, with the path up to the chosen moment. */
export function SessionCanvas({ definition, ...props }: SessionCanvasProps) {
  const { log, moment } = props;
  const graph = useMemo(() => toGraph(definition), [definition]);
  const path = useMemo(
    () => toPath(log.turns, { turn: moment.turn, step: moment.step }),
    [log.turns, moment.turn, moment.step],
  );
  return (
    <CanvasProvider graph={graph} openAt={path.current ?? graph.start}>
      <Drawing graph={graph} path={path} {...props} />
    </CanvasProvider>
  );
}

type DrawingProps = Omit<SessionCanvasProps, 'definition'> & {
  graph: Graph;
  path: ReturnType<typeof toPath>;
};

function Drawing({
  graph,
  path,
  names,
  log,
  moment,
  label = 'Path of the session',
  parting = null,
}: DrawingProps) {
  const { turns, session } = log;
  const { turn, step, live, go } = moment;
  const status = live ? session.status : turns.find(({ no }) => no === turn)?.status;
  const stands = step !== null || (status !== undefined && !isOver(status));
  const looks = useLooks(graph, path, { stands, parting });
  const edgeLook = useCallback(
    (id: string) => ({ taken: path.wires.has(id), selected: path.wires.get(id) === 'now' }),
    [path],
  );
  const selection = useMemo(
    () => new Set(step !== null && path.current !== null ? [path.current] : []),
    [step, path],
  );
  const select = (keys: ReadonlySet<string>) => {
    const [picked] = [...keys].filter((key) => !selection.has(key));
    const visit = picked === undefined ? null : findVisit(turns, { turn, step: null }, picked);
    if (visit) go(visit.turn, visit.step);
  };
  const camera = useCamera();
  const here = graph.nodes.find(({ key }) => key === path.current);
  const ready = useNodesInitialized();
  useEffect(() => {
    if (ready && here) camera.follow(here);
  }, [camera, ready, here]);
  const place = path.current === null ? null : (names.node(path.current) ?? path.current);
  const words = live
    ? describeState(session, place)
    : status === undefined
      ? 'Loading this turn'
      : step === null
        ? describeStatus(status, place)
        : `At ${place ?? 'the start'}, step ${String(step + 1)} of turn ${String(turn)}`;
  return (
    <FlowCanvas
      label={label}
      graph={graph}
      looks={looks}
      edgeLook={edgeLook}
      selection={selection}
      onSelect={select}
      minimap={false}
      openAt={path.current ?? graph.start}
      multiSelectionKeyCode={null}
      selectionKeyCode={null}
    >
      <Stand words={words} />
      <Zoom camera={camera} />
    </FlowCanvas>
  );
}

function useLooks(
  { nodes, start }: ReturnType<typeof toGraph>,
  path: ReturnType<typeof toPath>,
  { stands, parting }: { stands: boolean; parting: string | null },
) {
  const [looks] = useState(createLooks);
  useEffect(() => {
    const entries = nodes.map(({ key }) => {
      const visits = path.order.get(key) ?? [];
      const current = stands && key === path.current;
      const look = { start: key === start, visits: visits.length, order: formatVisits(visits), current };
      return [key, { ...look, parting: key === parting }] as const;
    });
    looks.set(new Map(entries));
  }, [looks, nodes, start, path, stands, parting]);
  return looks;
}

function Stand({ words }: { words: string }) {
  return (
    <p
      data-testid="stand"
      className="absolute top-2 left-2 z-10 flex max-w-[calc(100%-1rem)] items-start gap-1.5 rounded-md border bg-surface px-2 py-1 text-sm [overflow-wrap:anywhere]"
    >
      <Hourglass aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-3" /> {words}
    </p>
  );
}

function Zoom({ camera }: { camera: Camera }) {
  const tools = [
    { name: 'Zoom out', icon: Minus, press: camera.zoomOut },
    { name: 'Zoom in', icon: Plus, press: camera.zoomIn },
    { name: 'Zoom to fit', icon: Maximize, press: camera.fit },
  ];
  return (
    <div
      role="toolbar"
      aria-label="Canvas"
      className="absolute right-2 bottom-2 z-10 flex rounded-md border bg-surface p-0.5"
    >
      {tools.map(({ name, icon: Icon, press }) => (
        <Button key={name} variant="ghost" size="icon-sm" aria-label={name} title={name} onClick={press}>
          <Icon aria-hidden />
        </Button>
      ))}
    </div>
  );
}
