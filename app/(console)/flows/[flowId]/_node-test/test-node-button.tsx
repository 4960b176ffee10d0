'use client';
import { FlaskConical } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { useForm } from '../_inspector/_inputs/form-context';

const TestNodeDialog = dynamic(() => import('./test-node-dialog').then((module) => module.TestNodeDialog));

type TestNodeButtonProps = { draft: Draft; nodeId: string };

/** Opens the test of a node that makes calls, for members who may change flows. */
export function TestNodeButton({ draft, nodeId }: TestNodeButtonProps) {
  const { flowId } = useParams<{ flowId: string }>();
  const { sample } = useForm();
  const mayWrite = useCan('flows:write');
  const [open, setOpen] = useState(false);
  if (!mayWrite) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <FlaskConical aria-hidden /> Test this node
      </Button>
      {open && (
        <TestNodeDialog
          flowId={flowId}
          nodeId={nodeId}
          draft={draft}
          sample={sample}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
