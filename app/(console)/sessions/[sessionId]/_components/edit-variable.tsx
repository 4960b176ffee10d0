'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useTRPC } from '@/app/_trpc/context';
import { findProblem, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/dialog';
import { Field, FormShell } from '@/app/_ui/form';
import { Input } from '@/app/_ui/input';
import { Textarea } from '@/app/_ui/textarea';
import type { SessionView } from '@/server/services/session/view';
import { parseJson } from '../_model/parse-json';

type EditVariableProps = {
  session: SessionView;
  /** Empty for one that is to be named. */
  name: string;
  onClose: () => void;
};

/** Sets a variable, provided that no turn came between: the flow may just have changed it. */
export function EditVariable({ session, name: given, onClose }: EditVariableProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [name, setName] = useState(given);
  const [text, setText] = useState(() => show(session.variables[given]));
  const [seenTurn, setSeenTurn] = useState(session.turnNo);
  const sessionId = session.id;
  const change = useMutation(
    trpc.session.changeVariables.mutationOptions({
      onSuccess: (changed) => {
        cache.setQueryData(trpc.session.get.queryKey({ sessionId }), changed);
        toast.success(`${name} was set.`);
        onClose();
      },
    }),
  );
  const parsed = parseJson(text);
  const conflict = findProblem(change.error)?.code === 'precondition_failed';
  const submit = () => {
    if (parsed.ok && name.trim() !== '')
      change.mutate({ sessionId, set: { [name.trim()]: parsed.value }, ifTurn: seenTurn });
  };
  const seeNow = () => {
    setSeenTurn(session.turnNo);
    change.reset();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={given === '' ? 'Set a variable' : `Edit ${given}`}
        description="The flow sees the new value from its next step on."
      >
        <FormShell
          label="Variable"
          layout="dialog"
          submit="Set variable"
          pending={change.isPending}
          error={conflict ? null : toFormError(change.error, ['set'])}
          onSubmit={submit}
          secondary={
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
          }
        >
          {given === '' && (
            <Field label="Name" error={null}>
              {(control) => (
                <Input
                  {...control}
                  value={name}
                  spellCheck={false}
                  maxLength={200}
                  onChange={(event) => setName(event.target.value)}
                  className="font-mono text-sm"
                />
              )}
            </Field>
          )}
          <Field
            label="Value"
            hint="JSON: texts stand in quotes."
            error={parsed.ok ? null : `This is not JSON: ${parsed.reason}`}
          >
            {(control) => (
              <Textarea
                {...control}
                value={text}
                spellCheck={false}
                onChange={(event) => setText(event.target.value)}
                className="min-h-28 font-mono text-xs leading-5"
              />
            )}
          </Field>
          {conflict && <Conflict now={show(session.variables[name])} turn={session.turnNo} onSeen={seeNow} />}
        </FormShell>
      </DialogContent>
    </Dialog>
  );
}

function Conflict({ now, turn, onSeen }: { now: string; turn: number; onSeen: () => void }) {
  return (
    <div
      role="alert"
      className="space-y-2 rounded-md border border-waiting-dot/40 bg-waiting-soft px-3 py-2.5 text-sm"
    >
      <p className="text-waiting">
        The session went on while you were here; nothing was set. It is at turn {turn} now, and this variable
        is
      </p>
      <pre className="max-h-32 overflow-auto whitespace-pre-wrap font-mono text-xs">
        {now === '' ? 'not set' : now}
      </pre>
      <Button size="sm" onClick={onSeen}>
        Set mine all the same
      </Button>
    </div>
  );
}

function show(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}
