'use client';
import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { SessionView } from '@/app/_features/session/view';
import { ownValue } from '@/app/_lib/own-value';
import { parseJson } from '@/app/_lib/parse-json-value';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { Form } from '@/app/_ui/form/form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { useSetVariable } from './use-set-variable';

type EditVariableProps = {
  session: SessionView;
  /** The variable; empty for a new one. */
  name: string;
  /** Called with the variable that was set, or null when nothing was. */
  onClose: (changed: string | null) => void;
};

const schema = z.object({
  name: z.string().trim().min(1, 'Enter a name.'),
  value: z.string().transform((text, ctx) => {
    const parsed = parseJson(text);
    if (parsed.ok) return parsed.value;
    ctx.addIssue({ code: 'custom', message: `This is not JSON: ${parsed.reason}` });
    return z.NEVER;
  }),
});

/**
 * Sets a variable, beside the conversation rather than over it. It never silently overwrites a change that the flow made
 * in the meantime.
 */
export function EditVariable({ session, name: given, onClose }: EditVariableProps) {
  const [seen] = useState(session);
  const { set, conflict } = useSetVariable(seen, onClose);
  const form = useServerForm({
    schema,
    defaultValues: { name: given, value: show(ownValue(seen.variables, given)) },
    mode: 'onChange',
    send: set,
  });
  const name = useWatch({ control: form.control, name: 'name' });
  const box = useBox(() => onClose(null));
  return (
    <div ref={box} className="scroll-my-14 rounded-lg border bg-canvas">
      <Form
        form={form}
        layout="card"
        label={given === '' ? 'Set a variable' : `Edit ${given}`}
        submit="Set variable"
        secondary={<Button onClick={() => onClose(null)}>Cancel</Button>}
      >
        {given === '' && (
          <FormField control={form.control} name="name" label="Name">
            {(field) => <Input {...field} spellCheck={false} maxLength={200} className="font-mono text-sm" />}
          </FormField>
        )}
        <FormField
          control={form.control}
          name="value"
          label="Value"
          hint="JSON: put text in quotes. The flow sees it from its next step on."
        >
          {(field) => (
            <Textarea {...field} spellCheck={false} className="min-h-20 font-mono text-xs leading-5" />
          )}
        </FormField>
        {conflict && (
          <Conflict now={show(ownValue(conflict.variables, name.trim()))} turn={conflict.turnNo} />
        )}
      </Form>
    </div>
  );
}

/** Brings the form into sight and focuses it; Escape closes it. */
function useBox(onEscape: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const element = box.current;
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && latest.current();
    element?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  }, []);
  return box;
}

function Conflict({ now, turn }: { now: string; turn: number }) {
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
      <Button size="sm" type="submit">
        Overwrite it
      </Button>
    </div>
  );
}

function show(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}
