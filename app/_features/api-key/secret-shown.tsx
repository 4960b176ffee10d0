'use client';
import { TriangleAlert } from 'lucide-react';
import { useViewer } from '@/app/_lib/viewer';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { CodeBlock } from '@/app/_ui/value/code-block';
import { CopyButton } from '@/app/_ui/value/copy-button';
import { toKeyCurl } from './key-curl';

type SecretShownProps = { title: string; made: RouterOutputs['apiKey']['create']; onDone: () => void };

/** Shows a secret, once. A click beside the dialog does not close it. */
export function SecretShown({ title, made, onDone }: SecretShownProps) {
  const { organization } = useViewer();
  const { key, secret } = made;
  return (
    <DialogContent
      title={title}
      description={`“${key.name}” is active.`}
      onInteractOutside={(event) => event.preventDefault()}
      className="max-w-xl"
    >
      <DialogBody>
        <div className="flex items-center gap-2 rounded-md border border-waiting-dot/50 bg-waiting-soft px-3 py-2 text-sm text-waiting">
          <TriangleAlert aria-hidden className="size-4 shrink-0" />
          Copy the key now. It cannot be shown again.
        </div>
        <div className="flex items-center gap-2 rounded-md border bg-canvas py-1 pr-1 pl-3">
          <code data-testid="secret" className="min-w-0 flex-1 break-all py-1 font-mono text-sm">
            {secret}
          </code>
          <CopyButton text={secret} label="API key" wide />
        </div>
        <CodeBlock
          label="Try it"
          code={toKeyCurl({ origin: window.location.origin, orgId: organization.id, key, secret })}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          I have copied it
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}
