'use client';
import { nameCard } from '@/app/_features/flow/canvas/canvas-nodes';
import { countItems, nameArea } from '@/app/_features/flow/graph/areas';
import type { Graph } from '@/app/_features/flow/graph/graph';
import type { Editing } from '../_edit/use-flow-editor';

/** Announces the selection and the targets of its exits to screen readers. */
export function SelectionAnnouncer({
  graph,
  editing: { selection, wire },
}: {
  graph: Graph;
  editing: Editing;
}) {
  return (
    <p aria-live="polite" className="sr-only">
      {describeSelection(graph, selection, wire)}
    </p>
  );
}

function describeSelection(graph: Graph, selection: ReadonlySet<string>, wire: string | null): string {
  const edge = graph.edges.find(({ id }) => id === wire);
  if (edge) return `Wire from ${edge.source}, ${edge.exit}, to ${edge.target}`;
  if (selection.size > 1) return `${countItems(selection)} selected`;
  const area = graph.areas.find(({ key }) => selection.has(key));
  if (area) return nameArea(area);
  const node = graph.nodes.find(({ key }) => selection.has(key));
  if (!node) return '';
  const exits = node.card.ports.map(({ label, target }) =>
    target ? `${label} goes to ${target}` : `${label} is not connected`,
  );
  return [nameCard(node.card), ...exits].join('. ');
}
