'use client';
import { useState } from 'react';
import type { SessionView } from '@/app/_features/session/view';
import { ownValue } from '@/app/_lib/own-value';
import { toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { parseJson } from '../_model/parse-json';
import { useSetVariable } from './use-set-variable';

type EditVariableProps = {
  session: SessionView;
  /** Empty for a new variable. */
  name: string;
  onClose: () => void;
};

/** Sets a variable. A value that the flow changed meanwhile is not overwritten unseen. */
export function EditVariable({ session, name: given, onClose }: EditVariableProps) {
  const [seen] = useState(session);
  const [name, setName] = useState(given);
  const [text, setText] = useState(() => show(ownValue(seen.variables, given)));
  const [tried, setTried] = useState(false);
  const { set, conflict, pending, error } = useSetVariable(seen, (changed) => {
    toast.success(`${changed} was set.`);
    onClose();
  });
  const parsed = parseJson(text);
  const submit = () => {
    setTried(true);
    if (parsed.ok && name.trim() !== '') set({ name: name.trim(), value: parsed.value });
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
          pending={pending}
          error={toFormError(error, ['set'])}
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
            hint="JSON: put text in quotes."
            error={parsed.ok || (text === '' && !tried) ? null : `This is not JSON: ${parsed.reason}`}
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
          {conflict && (
            <Conflict
              now={show(ownValue(conflict.variables, name.trim()))}
              turn={conflict.turnNo}
              onSet={submit}
            />
          )}
        </FormShell>
      </DialogContent>
    </Dialog>
  );
}

function Conflict({ now, turn, onSet }: { now: string; turn: number; onSet: () => void }) {
  return (
    <div
      role="alert"
      className="space-y-2 rounded-md border border-waiting-dot/40 bg-waiting-soft px-3 py-2.5 text-sm"
    >
      <p className="text-waiting">
        The flow changed this variable in the meantime, so nothing was set. After turn {turn} it is
      </p>
      <pre className="max-h-32 overflow-auto whitespace-pre-wrap font-mono text-xs">
        {now === '' ? 'not set' : now}
      </pre>
      <Button size="sm" type="button" onClick={onSet}>
        Overwrite it
      </Button>
    </div>
  );
}

function show(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}
