'use client';
import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { Connection } from '../_model/connection';

type TestConnectionDialogProps = { connection: Connection; onClose: () => void };

/** Tries a connection as calls use it, and shows what was found. */
export function TestConnectionDialog({ connection, onClose }: TestConnectionDialogProps) {
  const { name, kind, address } = connection;
  const trpc = useTRPC();
  const [path, setPath] = useState('');
  const test = useMutation(trpc.connection.test.mutationOptions());
  const error = toShownError(test.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!test.isPending) test.mutate({ name, ...(kind === 'http' && { path }) });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={`Test ${name}`} description={describeTest(connection)}>
        <form onSubmit={submit} aria-label={`Test ${name}`}>
          <DialogBody className="space-y-4">
            {kind === 'http' && (
              <Field label="Path" optional hint={`Below ${address}`} error={null}>
                {(tie) => (
                  <Input
                    {...tie}
                    value={path}
                    onChange={(event) => setPath(event.target.value)}
                    className="font-mono"
                    placeholder="/status"
                    autoComplete="off"
                    spellCheck={false}
                  />
                )}
              </Field>
            )}
            <div aria-live="polite">
              {error ? <ErrorNote error={error} /> : test.data && <Verdict {...test.data} />}
            </div>
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={test.isPending}>
              Test connection
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function describeTest({ kind, model }: Connection): string {
  if (kind === 'http') return 'Makes a GET request with the credential of the connection.';
  if (model === null) return 'Asks the server for its list of models.';
  return `Asks ${model} to reply with one word, which costs a few tokens.`;
}

function Verdict({ ok, message, durationMs }: RouterOutputs['connection']['test']) {
  const Icon = ok ? CircleCheck : CircleAlert;
  return (
    <div
      className={cn(
        'flex gap-2.5 rounded-md border px-3 py-2.5 text-sm',
        ok ? 'bg-subtle' : 'border-failed-dot/40 bg-failed-soft text-failed',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="min-w-0 break-words">
        {message} <span className={cn('whitespace-nowrap', ok && 'text-ink-2')}>{durationMs} ms</span>
      </p>
    </div>
  );
}
