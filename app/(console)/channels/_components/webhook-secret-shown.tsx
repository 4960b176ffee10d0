'use client';
import { TriangleAlert } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { CopyButton } from '@/app/_ui/value/copy-button';

type WebhookSecretShownProps = { title: string; secret: string; onDone: () => void };

/** Shows a signing secret, once. A click beside the dialog does not close it. */
export function WebhookSecretShown({ title, secret, onDone }: WebhookSecretShownProps) {
  return (
    <DialogContent
      title={title}
      description="Its webhooks are signed with this secret."
      onInteractOutside={(event) => event.preventDefault()}
      className="max-w-xl"
    >
      <DialogBody>
        <div className="flex items-center gap-2 rounded-md border border-waiting-dot/50 bg-waiting-soft px-3 py-2 text-sm text-waiting">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          Copy the signing secret now. It cannot be shown again.
        </div>
        <div className="flex items-center gap-2 rounded-md border bg-canvas py-1 pr-1 pl-3">
          <code data-testid="secret" className="min-w-0 flex-1 break-all py-1 font-mono text-sm">
            {secret}
          </code>
          <CopyButton text={secret} label="signing secret" wide />
        </div>
        <CodeBlock label="How a receiver verifies a webhook, in JavaScript" code={VERIFY} />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          I have copied it
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}

const VERIFY = `import { Webhook } from 'standardwebhooks';

// headers: webhook-id, webhook-timestamp, webhook-signature; body: the bytes as they came
const event = new Webhook(process.env.WEBHOOK_SECRET).verify(body, headers);`;
