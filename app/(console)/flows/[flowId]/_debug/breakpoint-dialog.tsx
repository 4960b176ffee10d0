'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Countdown } from '@/app/_ui/value/countdown';

type BreakpointDialogProps = { flowId: string; nodeId: string; name: string; onClose: () => void };

const HOLD_OPTIONS = [
  { value: '30000', label: '30 seconds' },
  { value: '120000', label: '2 minutes' },
  { value: '600000', label: '10 minutes' },
  { value: '1800000', label: '30 minutes' },
] as const;
const ACTIVE_OPTIONS = [
  { value: '3600000', label: '1 hour' },
  { value: '28800000', label: '8 hours' },
  { value: '86400000', label: '1 day' },
] as const;

/** Sets a breakpoint on a step of a published version, and shows those that are set. */
export function BreakpointDialog({ flowId, nodeId, name, onClose }: BreakpointDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Hold sessions before “${name}”`}
        description="Real sessions stop before this step until you let them go on. The people in them wait as for any other answer."
      >
        <SetBreakpoints flowId={flowId} nodeId={nodeId} />
        <BreakpointForm flowId={flowId} nodeId={nodeId} onDone={onClose} />
      </DialogContent>
    </Dialog>
  );
}

type Place = { flowId: string; nodeId: string };

function SetBreakpoints({ flowId, nodeId }: Place) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery(trpc.debug.listBreakpoints.queryOptions({ flowId }));
  const remove = useMutation(
    trpc.debug.removeBreakpoint.mutationOptions({
      onSuccess: () => invalidate(queries, trpc.debug.listBreakpoints.pathFilter()),
      onError: (error) => toast.error(toShownError(error)?.title),
    }),
  );
  const own = (data ?? []).filter((one) => one.nodeId === nodeId && one.calledFlow === '');
  if (own.length === 0) return null;
  return (
    <ul aria-label="Breakpoints of this step" className="divide-y border-b text-sm">
      {own.map(({ id, version, condition, sessionId, expiresAt }) => (
        <li key={id} className="flex items-center gap-3 px-5 py-2">
          <span className="min-w-0 flex-1">
            <span className="block">
              {sessionId === null
                ? `All sessions of v${String(version)}`
                : `One session of v${String(version)}`}
            </span>
            <span className="block truncate text-ink-2 text-xs">
              {condition === null ? 'Always' : `Where ${condition}`}, set for <Countdown at={expiresAt} />
            </span>
          </span>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label="Remove this breakpoint"
            pending={remove.isPending}
            onClick={() => remove.mutate({ flowId, breakpointId: id })}
          >
            <Trash2 aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}

function BreakpointForm({ flowId, nodeId, onDone }: Place & { onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const versions = useQuery(trpc.flow.listVersions.queryOptions({ flowId }));
  const [version, setVersion] = useState<string | null>(null);
  const [condition, setCondition] = useState('');
  const [holdMs, setHoldMs] = useState<string>('120000');
  const [activeMs, setActiveMs] = useState<string>('3600000');
  const set = useMutation(
    trpc.debug.setBreakpoint.mutationOptions({
      onSuccess: () => {
        void invalidate(queries, trpc.debug.listBreakpoints.pathFilter());
        toast.success('The breakpoint is set. Held sessions are shown on Home.');
        onDone();
      },
    }),
  );
  const options = (versions.data?.items ?? []).map(({ number }) => ({
    value: String(number),
    label: `v${String(number)}`,
  }));
  const chosen = version ?? options[0]?.value ?? '';
  const error = toShownError(set.error);
  const submit = () =>
    set.mutate({
      ...{ flowId, nodeId, condition: condition.trim() || null },
      ...{ holdMs: Number(holdMs), activeMs: Number(activeMs) },
      ...(chosen !== '' && { version: Number(chosen) }),
    });
  return (
    <>
      <DialogBody className="space-y-4">
        <Field label="Version" error={null}>
          {(field) => <Select {...field} value={chosen} onValueChange={setVersion} options={options} />}
        </Field>
        <Field
          label="Only where"
          error={null}
          hint="A condition as in a branch, such as customer.vip. Leave it empty to hold every session."
        >
          {(field) => (
            <Input
              {...field}
              value={condition}
              maxLength={1_000}
              spellCheck={false}
              className="font-mono text-sm"
              onChange={({ target }) => setCondition(target.value)}
            />
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Let go after" error={null} hint="Since the session was last open in the inspector.">
            {(field) => <Select {...field} value={holdMs} onValueChange={setHoldMs} options={HOLD_OPTIONS} />}
          </Field>
          <Field label="Remove the breakpoint after" error={null}>
            {(field) => (
              <Select {...field} value={activeMs} onValueChange={setActiveMs} options={ACTIVE_OPTIONS} />
            )}
          </Field>
        </div>
        {error && <ErrorNote error={error} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button variant="primary" pending={set.isPending} disabled={chosen === ''} onClick={submit}>
          Set breakpoint
        </Button>
      </DialogFooter>
    </>
  );
}
