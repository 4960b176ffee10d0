'use client';
import { Panel } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { createLooks } from '@/app/_features/flow/canvas/canvas-looks';
import { CanvasProvider } from '@/app/_features/flow/canvas/canvas-provider';
import { FlowCanvas } from '@/app/_features/flow/canvas/flow-canvas';
import { useCamera } from '@/app/_features/flow/canvas/use-camera';
import type { Graph } from '@/app/_features/flow/graph/graph';
import { Button } from '@/app/_ui/button';
import { type Direction, findNeighbor, toStep } from '../_canvas/find-neighbor';
import { countsOf, type Traffic, toPlace, toTrafficLooks, toWidth } from './traffic';

type TrafficCanvasProps = {
  label: string;
  graph: Graph;
  traffic: Traffic;
  /** The number of all sessions. */
  total: number;
  place: string | null;
  /** The first place of a funnel. */
  first: string | null;
  onPick: (place: string | null) => void;
};

/** A version as cards and wires with the number of sessions on them; a press picks a node or an exit. */
export function TrafficCanvas(props: TrafficCanvasProps) {
  return (
    <div className="h-[min(65dvh,640px)] min-h-80 overflow-hidden max-md:h-80 rounded-lg border">
      <CanvasProvider graph={props.graph}>
        <Canvas {...props} />
      </CanvasProvider>
    </div>
  );
}

function Canvas({ label, graph, traffic, total, place, first, onPick }: TrafficCanvasProps) {
  const [looks] = useState(createLooks);
  const camera = useCamera();
  useEffect(() => looks.set(toTrafficLooks(graph, traffic, first)), [looks, graph, traffic, first]);
  const wires = useMemo(
    () => new Map(graph.edges.map(({ id, source, exit }) => [id, toPlace(source, exit)])),
    [graph],
  );
  const edgeLook = useCallback(
    (id: string) => {
      const own = wires.get(id) ?? '';
      const width = toWidth(countsOf(traffic, own).sessions, total);
      return { width, selected: own === place };
    },
    [wires, traffic, total, place],
  );
  const selection = useMemo(() => new Set(place === null || place.includes(':') ? [] : [place]), [place]);
  const onSelect = (keys: ReadonlySet<string>) => {
    const key = [...keys].find((candidate) => candidate !== place) ?? null;
    if (key !== null) onPick(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onPick(null);
    if (toStep(event.key) === null || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const next = findNeighbor({ ...graph, areas: [] }, place?.split(':')[0] ?? null, event.key as Direction);
    const node = graph.nodes.find(({ key }) => key === next);
    if (!node) return;
    onPick(node.key);
    camera.follow(node);
  };
  return (
    <FlowCanvas
      label={label}
      graph={graph}
      looks={looks}
      edgeLook={edgeLook}
      selection={selection}
      onSelect={onSelect}
      minimap={false}
      onKeyDown={onKeyDown}
      onEdgeClick={(_, { id }) => onPick(wires.get(id) ?? null)}
      onPaneClick={() => onPick(null)}
    >
      <Panel position="top-left" className="!m-2">
        <Button size="sm" onClick={camera.fit}>
          Zoom to fit
        </Button>
      </Panel>
    </FlowCanvas>
  );
}
