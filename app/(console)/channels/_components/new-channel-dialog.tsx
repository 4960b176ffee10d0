'use client';
import { Terminal } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { CHANNEL_KINDS, KINDS, parseKind } from '@/app/_features/channel/channel-kinds';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { FieldGroup } from '@/app/_ui/form/field';
import { RadioCards } from '@/app/_ui/form/radio-cards';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { NewChannelForm } from './new-channel-form';
import { useNewChannel } from './use-new-channel';
import { WebhookSecretShown } from './webhook-secret-shown';

type NewChannelDialogProps = {
  /** The kind of the new channel, as the address says. */
  kind: string;
  onKind: (kind: string | null) => void;
};

const HEADLESS = 'headless';
const OPTIONS = [
  ...KINDS.map((value) => ({
    value: value as string,
    label: CHANNEL_KINDS[value].label,
    code: value as string,
    hint: CHANNEL_KINDS[value].what,
    icon: CHANNEL_KINDS[value].icon,
  })),
  {
    value: HEADLESS,
    label: 'Headless API',
    code: HEADLESS,
    hint: 'Your software starts and answers sessions itself. It needs no channel.',
    icon: Terminal,
  },
];

/** Makes a channel of the chosen kind, and shows its signing secret once when it has a webhook. */
export function NewChannelDialog({ kind, onKind }: NewChannelDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onKind(null)}>
      <NewChannel kind={kind} onKind={onKind} />
    </Dialog>
  );
}

function NewChannel({ kind: given, onKind }: NewChannelDialogProps) {
  const router = useRouter();
  const [made, setMade] = useState<{ channelId: string; secret: string } | null>(null);
  const open = (channelId: string) => router.push(paths.channel(channelId));
  // The address follows a moment later than the press.
  const [chosen, setChosen] = useState(given);
  const kind = parseKind(chosen);
  const form = useNewChannel(kind ?? 'chat', ({ channel, webhookSecret }) => {
    if (webhookSecret) setMade({ channelId: channel.id, secret: webhookSecret });
    else open(channel.id);
  });
  const choose = (next: string) => {
    setChosen(next);
    onKind(next);
    // Errors about another kind are not about this one.
    form.clearErrors();
    form.setFailure(null);
  };
  if (made)
    return (
      <WebhookSecretShown title="Channel created" secret={made.secret} onDone={() => open(made.channelId)} />
    );
  return (
    <DialogContent
      title="New channel"
      description="The fields depend on its kind."
      className="max-w-xl"
      onOpenAutoFocus={focusChosen}
    >
      <div className="max-h-2/5 shrink-0 overflow-y-auto px-5 pt-4">
        <FieldGroup label="Kind" error={null}>
          <RadioCards
            name="kind"
            className="sm:grid-cols-2"
            value={kind ?? HEADLESS}
            onChange={choose}
            options={OPTIONS}
          />
        </FieldGroup>
      </div>
      {kind ? <NewChannelForm kind={kind} form={form} /> : <Headless />}
    </DialogContent>
  );
}

// Radix goes to the first control; the first radio may not be the chosen one.
function focusChosen(event: Event): void {
  const chosen = (event.currentTarget as HTMLElement | null)?.querySelector<HTMLElement>('input:checked');
  if (!chosen) return;
  event.preventDefault();
  chosen.focus();
}

function Headless() {
  return (
    <>
      <DialogBody>
        <p className="text-ink-2 text-sm">
          An API key with the scopes <code className="font-mono text-xs">sessions:read</code> and{' '}
          <code className="font-mono text-xs">sessions:write</code> is all that headless sessions need.
        </p>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button asChild variant="primary">
          <Link href={paths.apiKeys({ new: '1' })}>Create an API key</Link>
        </Button>
      </DialogFooter>
    </>
  );
}
