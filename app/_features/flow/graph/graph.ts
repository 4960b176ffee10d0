import type { LayoutColor } from '@/server/engine/definition/layout';

export type Place = { x: number; y: number };
/** A place with a size. */
export type Box = Place & { width: number; height: number };

/** A named way out of a node. `idle`: never taken with the node's settings. */
export type Exit = { name: string; label: string; idle: boolean };

/** An exit as drawn. `unknown`: the node wires it, but its kind has no such exit. */
export type Port = Exit & { target: string | null; unknown: boolean };

/** The content of a card. The same node object always gives the same card object. */
export type Card = {
  kind: string;
  known: boolean;
  id: string;
  /** The author's name for the node; empty where there is none. */
  title: string;
  words: string;
  answer: string;
  note: string;
  /** What leads to the node from anywhere in the flow, as in “help” or silence. */
  handlers: string;
  ports: Port[];
};

export type GraphNode = { key: string; card: Card; place: Place };
/** A wire from an exit to an existing node. */
export type GraphEdge = { id: string; source: string; exit: string; target: string };
export type AreaKind = 'frame' | 'note';

/** A frame or a note on the canvas. `key` is its name there; it differs from those of nodes, because no id has a colon. */
export type Area = {
  key: string;
  kind: AreaKind;
  id: string;
  /** The title of a frame, the text of a note. */
  text: string;
  color: LayoutColor;
  place: Place;
  width: number;
  height: number;
};

export type Graph = { nodes: GraphNode[]; edges: GraphEdge[]; areas: Area[]; start: string };
