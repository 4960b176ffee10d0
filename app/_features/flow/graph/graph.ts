export type Place = { x: number; y: number };

/** A way out of a node. `idle`: the node, as it is set, never takes it. */
export type Exit = { name: string; label: string; idle: boolean };

/** A way out as it is drawn. `unknown`: the node names it, but its kind has none of that name. */
export type Port = Exit & { target: string | null; unknown: boolean };

/** What a card shows of a node. The same node always gives the very same card. */
export type Card = {
  kind: string;
  known: boolean;
  id: string;
  /** The author's name for it; empty where there is none. */
  title: string;
  words: string;
  answer: string;
  note: string;
  ports: Port[];
};

export type GraphNode = { key: string; card: Card; place: Place };
/** A wire from an exit to a node that is there. */
export type GraphEdge = { id: string; source: string; exit: string; target: string };
export type Graph = { nodes: GraphNode[]; edges: GraphEdge[]; start: string };
