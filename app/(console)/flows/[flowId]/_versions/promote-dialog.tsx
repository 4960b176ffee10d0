'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { formatShares } from '@/app/_features/environment/shares';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { FlowEnvironment } from '../_model/flow-queries';

/** The most versions that an environment divides its sessions among. */
const MOST = 5;

type Row = { number: number; weight: number };

type PromoteDialogProps = {
  flowId: string;
  /** The environment with its versions. */
  place: FlowEnvironment;
  newest: number;
  onClose: () => void;
};

/** Chooses the versions of an environment, with the share of sessions that each gets. */
export function PromoteDialog({
  flowId,
  place: { environment, versions },
  newest,
  onClose,
}: PromoteDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [rows, setRows] = useState<Row[]>(
    versions.length > 1
      ? versions.map(({ number, weight }) => ({ number, weight }))
      : [{ number: newest, weight: 1 }],
  );
  const promote = useMutation(
    trpc.environment.promote.mutationOptions({
      onSuccess: async (promoted) => {
        await Promise.all([
          invalidate(queries, trpc.environment.pathFilter()),
          invalidate(queries, trpc.flow.pathFilter()),
        ]);
        toast.success(`${environment}: ${formatShares(promoted.versions)}`);
        onClose();
      },
    }),
  );
  const left = Array.from({ length: newest }, (_, index) => newest - index).filter((number) =>
    rows.every((row) => row.number !== number),
  );
  const change = (at: number, next: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...next } : row)));
  const [next] = left;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Promote to ${environment}`}
        description={`Sessions that start in ${environment} from now on run this version. Several versions divide the sessions by weight; the first one has the triggers of the flow.`}
      >
        <DialogBody>
          <ul className="space-y-2">
            {rows.map((row, at) => (
              <VersionRow
                key={row.number}
                row={row}
                place={at + 1}
                isOnly={rows.length === 1}
                numbers={[row.number, ...left].toSorted((one, other) => other - one)}
                onChange={(changed) => change(at, changed)}
                onRemove={() => setRows(rows.filter((_, index) => index !== at))}
              />
            ))}
          </ul>
          {next !== undefined && rows.length < MOST && (
            <Button size="sm" onClick={() => setRows([...rows, { number: next, weight: 1 }])}>
              <Plus aria-hidden /> Add a version
            </Button>
          )}
          {rows.length > 1 && <p className="text-ink-2 text-sm">Sessions: {formatShares(rows)}</p>}
          {promote.error && (
            <ErrorNote error={toShownError(promote.error) ?? { title: 'Nothing was promoted.' }} />
          )}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            variant="primary"
            pending={promote.isPending}
            onClick={() => promote.mutate({ flowId, environment, versions: rows })}
          >
            Promote
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type VersionRowProps = {
  row: Row;
  place: number;
  isOnly: boolean;
  numbers: readonly number[];
  onChange: (changed: Partial<Row>) => void;
  onRemove: () => void;
};

function VersionRow({ row, place, isOnly, numbers, onChange, onRemove }: VersionRowProps) {
  return (
    <li className="flex items-center gap-2 text-sm">
      <select
        aria-label={`Version ${String(place)}`}
        value={row.number}
        onChange={(event) => onChange({ number: Number(event.target.value) })}
        className="field h-9 w-28 px-2"
      >
        {numbers.map((number) => (
          <option key={number} value={number}>{`v${String(number)}`}</option>
        ))}
      </select>
      {!isOnly && (
        <>
          <span className="flex items-center gap-2 text-ink-2">
            <span aria-hidden>Weight</span>
            <Input
              type="number"
              min={1}
              max={100}
              className="w-20"
              aria-label={`Weight of v${String(row.number)}`}
              value={row.weight}
              onChange={(event) =>
                onChange({ weight: Math.min(100, Math.max(1, Math.round(Number(event.target.value)))) })
              }
            />
          </span>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Leave v${String(row.number)} out`}
            onClick={onRemove}
          >
            <X aria-hidden />
          </Button>
        </>
      )}
    </li>
  );
}
