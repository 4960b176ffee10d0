'use client';
import { CirclePause } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';

const BreakpointDialog = dynamic(() =>
  import('./breakpoint-dialog').then((module) => module.BreakpointDialog),
);

/** Opens the breakpoints of a step, for members who may set them. */
export function BreakpointButton({ nodeId, name }: { nodeId: string; name: string }) {
  const { flowId } = useParams<{ flowId: string }>();
  const mayDebug = useCan('sessions:debug');
  const [open, setOpen] = useState(false);
  if (!mayDebug) return null;
  return (
    <>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label="Hold sessions here"
        title="Hold sessions here"
        onClick={() => setOpen(true)}
      >
        <CirclePause aria-hidden />
      </Button>
      {open && (
        <BreakpointDialog flowId={flowId} nodeId={nodeId} name={name} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
