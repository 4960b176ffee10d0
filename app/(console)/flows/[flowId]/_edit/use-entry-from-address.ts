'use client';
import { useQueryState } from 'nuqs';
import { useEffect } from 'react';
import { listIds } from '@/app/_features/flow/graph/list-entries';
import type { Editing } from './use-flow-editor';

/** Enters the node that the address names, once (editor/entry). */
export function useEntryFromAddress({ editor, draft }: Editing): void {
  const [node, setNode] = useQueryState('node');
  useEffect(() => {
    if (node === null) return;
    if (listIds(draft).has(node)) editor.enter(node);
    void setNode(null);
  }, [node, setNode, editor, draft]);
}
