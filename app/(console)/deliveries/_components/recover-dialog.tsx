'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { toFormError, toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { parseLocalText, toLocalText } from '../_model/local-time';
import { type Recovery, RecoveryChoice } from './recovery-choice';
import { useRecovery } from './use-recovery';

type RecoverDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The channel whose deliveries are shown. */
  channelId: string | null;
};

/** Sends the deliveries again that a channel's endpoint missed since a time. */
export function RecoverDialog({ open, onOpenChange, channelId }: RecoverDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <RecoverForm channelId={channelId} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

const HOUR_MS = 3_600_000;
const SPANS = [
  { label: 'Last hour', ms: HOUR_MS },
  { label: 'Last day', ms: 24 * HOUR_MS },
  { label: 'Last 7 days', ms: 168 * HOUR_MS },
];
const MOST_CHANNELS = 100;

function RecoverForm({ channelId, onDone }: { channelId: string | null; onDone: () => void }) {
  const trpc = useTRPC();
  const channels = useQuery(trpc.channel.list.queryOptions({ limit: MOST_CHANNELS }));
  const [chosen, setChosen] = useState(channelId ?? '');
  const [how, setHow] = useState<Recovery>('recover');
  const [since, setSince] = useState(() => toLocalText(new Date(Date.now() - 24 * HOUR_MS)));
  const [isTried, setTried] = useState(false);
  const recovery = useRecovery(onDone);
  const at = parseLocalText(since);
  const submit = () => {
    setTried(true);
    if (at && chosen) recovery.mutate({ how, channelId: chosen, since: at.toISOString() });
  };
  const options = (channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <DialogContent title="Recover or replay" description="Sends an endpoint the deliveries it missed.">
      <FormShell
        layout="dialog"
        label="Recover or replay"
        submit={how === 'recover' ? 'Recover' : 'Replay'}
        pending={recovery.isPending}
        error={toFormError(recovery.error, []) ?? toShownError(channels.error)}
        onSubmit={submit}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field label="Channel" error={isTried && !chosen ? 'Choose a channel.' : null}>
          {(control) => (
            <Select
              {...control}
              value={chosen}
              onValueChange={setChosen}
              options={options}
              placeholder="Choose a channel"
            />
          )}
        </Field>
        <FieldGroup label="What is sent" error={null}>
          <RecoveryChoice value={how} onChange={setHow} />
        </FieldGroup>
        <Field label="Since" error={isTried && !at ? 'Enter a date and a time.' : null}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={since}
              onChange={(event) => setSince(event.target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          {SPANS.map(({ label, ms }) => (
            <Button key={label} size="sm" onClick={() => setSince(toLocalText(new Date(Date.now() - ms)))}>
              {label}
            </Button>
          ))}
        </div>
      </FormShell>
    </DialogContent>
  );
}
