import type { Program } from '@/server/engine/program';

/** The titles of a version: of its flow, and of the nodes of this flow and of those that it calls; empty without a title. */
export type FlowTitles = { flow: string; ofNode(nodeId: string | null): string };

/** Makes the titles of a version. A node's title is empty if flows that can run have nodes with its id and other labels. */
export function createFlowTitles(flow: string, program: Program): FlowTitles {
  let labels: Map<string, string> | null = null;
  const ofNode: FlowTitles['ofNode'] = (nodeId) => {
    labels ??= collectLabels(program);
    return labels.get(nodeId ?? '') ?? '';
  };
  return { flow, ofNode };
}

function collectLabels(root: Program): Map<string, string> {
  const labels = new Map<string, string>();
  const programs = new Set([root]);
  for (const { nodes, calls } of programs) {
    for (const { id, label } of nodes.values())
      labels.set(id, (labels.get(id) ?? label) === label ? label : '');
    for (const called of calls.values()) programs.add(called);
  }
  return labels;
}
