'use client';
import type { Graph } from '../graph/graph';
import '@xyflow/react/dist/base.css';
import './canvas.css';
import {
  Background,
  BackgroundVariant,
  MiniMap,
  type NodeChange,
  ReactFlow,
  type ReactFlowProps,
  type ReactFlowState,
  useNodesInitialized,
  useStore,
} from '@xyflow/react';
import {
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useMounted } from '@/app/_lib/use-in-browser';
import { cn } from '@/app/_ui/cn';
import { dragTo } from '../graph/areas';
import { routeLoops } from '../graph/route-loops';
import { AreaBox, type ResizeArea, ResizeProvider } from './area-box';
import type { LookStore } from './canvas-looks';
import {
  applyChanges,
  type CanvasEdge,
  type CanvasNode,
  type EdgeLook,
  isLarge,
  syncEdges,
  syncNodes,
} from './canvas-nodes';
import { NodeCard } from './node-card';
import { toOpening, toOpeningStyle } from './opening';
import { useCamera } from './use-camera';
import { LooksProvider } from './use-look';
import { Wire } from './wire';

// An expanded card is above the cards below it; xyflow sets the z-index of a node inline.
const EXPANDED_ABOVE = '[&_:has(>[data-expanded])]:!z-[1000]';

const NODE_TYPES = { card: NodeCard, area: AreaBox };
const EDGE_TYPES = { default: Wire };
const PLAIN: EdgeLook = {};
const ORIGIN = { x: 0, y: 0, zoom: 1 };
// Below this zoom only titles are shown, at a constant size; below the other one cards have no room for them.
const FAR = 0.5;
const TINY = 0.16;
const MAP = { width: 144, height: 96 };

export type FlowCanvasProps = {
  /** The accessible name. */
  label: string;
  graph: Graph;
  looks: LookStore;
  edgeLook?: (id: string) => EdgeLook;
  selection: ReadonlySet<string>;
  onSelect: (keys: ReadonlySet<string>) => void;
  onOpen?: (key: string) => void;
  /** Takes the place and size of a frame or note that was resized; null where none can be. */
  onResize?: ResizeArea | null;
  /** Whether nodes can be moved and wired. */
  readOnly?: boolean;
  minimap?: boolean;
  /** The node to open at where not all fit; default: the start. */
  openAt?: string | undefined;
  className?: string;
  children?: ReactNode;
} & Omit<ReactFlowProps<CanvasNode, CanvasEdge>, 'nodes' | 'edges' | 'onSelect' | 'children'>;

const noLook = () => PLAIN;

/** A flow as cards and wires, inside a `ReactFlowProvider`. The owner applies all changes. */
export function FlowCanvas({
  label,
  graph,
  looks,
  edgeLook = noLook,
  selection,
  onSelect,
  onOpen,
  onResize = null,
  readOnly = true,
  minimap = true,
  openAt,
  className,
  children,
  ...rest
}: FlowCanvasProps) {
  const { nodes, onNodesChange, onDrag } = useNodes(graph, selection, onSelect);
  const edges = useEdges(graph, edgeLook);
  const isMounted = useMounted();
  // After the cards, because a page does not wait for it.
  const hasMap = useDeferredValue(isMounted) && minimap;
  const start = openAt ?? graph.start;
  const [opening] = useState(() => toOpening(graph, start) ?? ORIGIN);
  return (
    <LooksProvider looks={looks}>
      <ResizeProvider value={onResize}>
        <ReactFlow<CanvasNode, CanvasEdge>
          aria-label={label}
          data-readonly={readOnly || undefined}
          // The server cannot measure, so its cards are placed by the style sheet until the browser takes over.
          data-unmeasured={isMounted ? undefined : ''}
          style={toOpeningStyle(graph, start)}
          defaultViewport={opening}
          tabIndex={0}
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={onNodesChange}
          onNodeDrag={(_, __, dragged) => onDrag(dragged)}
          onSelectionDrag={(_, dragged) => onDrag(dragged)}
          onNodeDoubleClick={(_, node) => onOpen?.(node.id)}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          edgesReconnectable={!readOnly}
          elementsSelectable
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          panActivationKeyCode={null}
          panOnScroll
          zoomOnDoubleClick={false}
          elevateNodesOnSelect={false}
          minZoom={0.08}
          maxZoom={1.75}
          snapToGrid
          snapGrid={[10, 10]}
          proOptions={{ hideAttribution: true }}
          onlyRenderVisibleElements={isLarge(graph.nodes)}
          className={cn('flow-canvas', EXPANDED_ABOVE, className)}
          {...rest}
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
          <Distance />
          <Opening graph={graph} at={start} />
          {hasMap && (
            <MiniMap<CanvasNode>
              pannable
              zoomable
              ariaLabel="Map of the flow"
              className="max-md:hidden"
              style={MAP}
              nodeClassName={({ type }) => `map-${type}`}
            />
          )}
          {children}
        </ReactFlow>
      </ResizeProvider>
    </LooksProvider>
  );
}

// Only measured nodes can be fitted into the view.
function Opening({ graph, at }: { graph: Graph; at: string }) {
  const camera = useCamera();
  const ready = useNodesInitialized();
  const width = useStore(readWidth);
  const height = useStore(readHeight);
  const opened = useRef(false);
  useEffect(() => {
    if (!ready || opened.current || width === 0) return;
    opened.current = true;
    camera.open(graph, at, { width, height });
  }, [ready, width, height, graph, at, camera]);
  return null;
}

// An attribute, so that no card is rendered when it changes.
function Distance() {
  const far = useStore(isFar);
  const tiny = useStore(isTiny);
  const scale = useStore(readFarScale);
  const titleScale = useStore(readTitleScale);
  const canvas = useStore(readCanvas);
  useEffect(() => {
    canvas?.toggleAttribute('data-far', far);
    canvas?.toggleAttribute('data-tiny', tiny);
    canvas?.style.setProperty('--far-scale', String(scale));
    canvas?.style.setProperty('--title-scale', String(titleScale));
  }, [canvas, far, tiny, scale, titleScale]);
  return null;
}

const isFar = ({ transform: [, , zoom] }: ReactFlowState) => zoom < FAR;
const isTiny = ({ transform: [, , zoom] }: ReactFlowState) => zoom < TINY;
// In steps, so that zooming renders no more than it shows.
const toConstant = (zoom: number) => (zoom < FAR ? Math.round(20 / zoom) / 20 : 1);
const readFarScale = ({ transform: [, , zoom] }: ReactFlowState) => (zoom >= TINY ? toConstant(zoom) : 1);
// The titles of frames stay readable at any zoom.
const readTitleScale = ({ transform: [, , zoom] }: ReactFlowState) => toConstant(zoom);
const readCanvas = ({ domNode }: ReactFlowState) => domNode;
const readWidth = ({ width }: ReactFlowState) => width;
const readHeight = ({ height }: ReactFlowState) => height;

// xyflow keeps measurements and drags; everything else comes from the flow.
function useNodes(graph: Graph, selection: ReadonlySet<string>, onSelect: FlowCanvasProps['onSelect']) {
  const [nodes, setNodes] = useState<CanvasNode[]>(() => syncNodes([], graph, selection));
  useLayoutEffect(() => setNodes((held) => syncNodes(held, graph, selection)), [graph, selection]);
  const latest = useRef({ selection, onSelect });
  latest.current = { selection, onSelect };
  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    const rest = changes.filter(({ type }) => type !== 'select');
    if (rest.length > 0) setNodes((held) => applyChanges(held, rest));
    if (rest.length < changes.length) latest.current.onSelect(pick(latest.current.selection, changes));
  }, []);
  // What is inside a frame moves with it.
  const onDrag = useCallback(
    (dragged: readonly CanvasNode[]) => {
      const places = dragTo(graph, dragged);
      if (places.size === dragged.length) return;
      const own = new Set(dragged.map(({ id }) => id));
      setNodes((held) =>
        held.map((node) => {
          const place = own.has(node.id) ? undefined : places.get(node.id);
          return place ? { ...node, position: place } : node;
        }),
      );
    },
    [graph],
  );
  return { nodes, onNodesChange, onDrag };
}

function useEdges(graph: Graph, edgeLook: (id: string) => EdgeLook): CanvasEdge[] {
  const lanes = useMemo(() => routeLoops(graph), [graph]);
  const [edges, setEdges] = useState<CanvasEdge[]>(() => syncEdges([], graph.edges, edgeLook, lanes));
  useLayoutEffect(
    () => setEdges((held) => syncEdges(held, graph.edges, edgeLook, lanes)),
    [graph.edges, edgeLook, lanes],
  );
  return edges;
}

function pick(
  selection: ReadonlySet<string>,
  changes: readonly NodeChange<CanvasNode>[],
): ReadonlySet<string> {
  const picked = new Set(selection);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) picked.add(change.id);
    else picked.delete(change.id);
  }
  return picked;
}
