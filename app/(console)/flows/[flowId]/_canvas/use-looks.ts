'use client';
import { useCallback, useEffect, useState } from 'react';
import { createLooks, type LookStore, type NodeLook } from '@/app/_features/flow/canvas/canvas-looks';
import type { EdgeLook } from '@/app/_features/flow/canvas/canvas-nodes';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import type { Trail } from '../_trail/trail';

type Seen = {
  start: string;
  problems: readonly PlacedProblem[];
  trail: Trail;
  /** Where the opened test fails. */
  fault?: { node: string; message: string } | null;
};

/** The looks of cards and wires: the start, problems, and the trail of a test session or of a test, with where it fails. */
export function useLooks({ start, problems, trail, fault = null }: Seen): {
  looks: LookStore;
  edgeLook: (id: string) => EdgeLook;
} {
  const [looks] = useState(createLooks);
  useEffect(
    () => looks.set(toLooks({ start, problems, trail, fault })),
    [looks, start, problems, trail, fault],
  );
  const edgeLook = useCallback((id: string) => ({ taken: trail.wires.has(id) }), [trail.wires]);
  return { looks, edgeLook };
}

/** The look of each node that differs from the default. */
export function toLooks({ start, problems, trail, fault = null }: Seen): Map<string, NodeLook> {
  const looks = new Map<string, NodeLook>([[start, { start: true }]]);
  const add = (key: string, look: NodeLook) => looks.set(key, { ...looks.get(key), ...look });
  for (const { nodeId, severity, message } of problems) {
    if (nodeId === null) continue;
    const known = looks.get(nodeId)?.problem;
    // The card shows one problem: an error rather than a warning.
    const worse = !known || (known.severity === 'warning' && severity === 'error');
    add(nodeId, {
      problem: { ...(worse ? { severity, message } : known), count: (known?.count ?? 0) + 1 },
    });
  }
  for (const [key, visits] of trail.visits) add(key, { visits });
  if (trail.current) add(trail.current, { current: true });
  if (fault) add(fault.node, { problem: { severity: 'error', message: fault.message, count: 1 } });
  return looks;
}
