'use client';
import { type FormEvent, useState } from 'react';
import { parseJson } from '@/app/_lib/parse-json-value';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import type { Json } from '@/server/engine/json';

/** The answer of a call. */
export type CallAnswer = { status: number; body: Json };

type AnswerFormProps = {
  /** Names the form. */
  label: string;
  submit: string;
  pending: boolean;
  onAnswer: (answer: CallAnswer) => void;
};

/** Asks for the answer of a call: its status and its body. */
export function AnswerForm({ label, submit, pending, onAnswer }: AnswerFormProps) {
  const [status, setStatus] = useState('200');
  const [body, setBody] = useState('{}');
  const parsed = parseJson(body);
  const isStatus = /^[1-5]\d\d$/.test(status);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (parsed.ok && isStatus && !pending) onAnswer({ status: Number(status), body: parsed.value });
  };
  return (
    <form aria-label={label} className="space-y-3" onSubmit={send}>
      <Field label="Status" error={isStatus ? null : 'Enter a status from 100 to 599.'}>
        {(control) => (
          <Input
            {...control}
            className="w-24 font-mono text-sm"
            inputMode="numeric"
            maxLength={3}
            value={status}
            onChange={({ target }) => setStatus(target.value)}
          />
        )}
      </Field>
      <Field
        label="Body"
        hint="JSON: put text in quotes."
        error={parsed.ok ? null : `This is not JSON: ${parsed.reason}`}
      >
        {(control) => (
          <Textarea
            {...control}
            className="min-h-20 font-mono text-xs leading-5"
            spellCheck={false}
            value={body}
            onChange={({ target }) => setBody(target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={pending} disabled={!parsed.ok || !isStatus}>
        {submit}
      </Button>
    </form>
  );
}
