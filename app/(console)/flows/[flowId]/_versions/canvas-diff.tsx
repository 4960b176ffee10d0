'use client';
import { ReactFlowProvider, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createLooks } from '@/app/_features/flow/canvas/canvas-looks';
import { FlowCanvas } from '@/app/_features/flow/canvas/flow-canvas';
import { compareDrafts, type Marks } from '@/app/_features/flow/graph/compare-drafts';
import { type Fields, isFields } from '@/app/_features/flow/graph/read-fields';
import { toGraph } from '@/app/_features/flow/graph/to-graph';

export type Side = { name: string; definition: unknown };

const START: Viewport = { x: 0, y: 0, zoom: 0.5 };

/** Two definitions side by side on canvases that move together, with their differences marked. */
export function CanvasDiff({ before, after }: { before: Side; after: Side }) {
  const [viewport, setViewport] = useState(START);
  const old = toFields(before.definition);
  const now = toFields(after.definition);
  const marks = useMemo(() => compareDrafts(old, now), [old, now]);
  const shared = { viewport, onViewportChange: setViewport };
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <DiffCanvas name={before.name} definition={old} marks={marks.before} {...shared} />
      <DiffCanvas name={after.name} definition={now} marks={marks.after} {...shared} />
    </div>
  );
}

type DiffCanvasProps = {
  name: string;
  definition: Fields;
  marks: Marks;
  viewport: Viewport;
  onViewportChange: (viewport: Viewport) => void;
};

function DiffCanvas({ name, definition, marks, ...shared }: DiffCanvasProps) {
  const graph = useMemo(() => toGraph(definition), [definition]);
  const [looks] = useState(createLooks);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const edgeLook = useCallback((id: string) => ({ mark: marks.edges.get(id) }), [marks]);
  useEffect(
    () =>
      looks.set(
        new Map(
          graph.nodes.map(({ key }) => [key, { start: key === graph.start, mark: marks.nodes.get(key) }]),
        ),
      ),
    [looks, graph, marks],
  );
  return (
    <figure className="overflow-hidden rounded-lg border">
      <figcaption className="border-b bg-canvas px-3 py-1.5 text-sm">{name}</figcaption>
      <div className="h-72">
        <ReactFlowProvider>
          <FlowCanvas
            label={`${name}, canvas`}
            graph={graph}
            looks={looks}
            edgeLook={edgeLook}
            selection={selection}
            onSelect={setSelection}
            minimap={false}
            openAt={[...marks.nodes.keys()][0]}
            {...shared}
          />
        </ReactFlowProvider>
      </div>
    </figure>
  );
}

const NOTHING: Fields = {};

function toFields(definition: unknown): Fields {
  return isFields(definition) ? definition : NOTHING;
}
