'use client';
import { useState } from 'react';
import { CodeField } from '@/app/_features/sign-in/code-field';
import { Button } from '@/app/_ui/button';
import { FormShell } from '@/app/_ui/form/form';
import type { ShownError } from '@/app/_ui/state/error-state';
import { enterByCode } from './enter';

type CodeStepProps = { ticket: string; target: string; onBack: (error: ShownError | null) => void };

/** The second step of a sign-in: the code after the password. */
export function CodeStep({ ticket, target, onBack }: CodeStepProps) {
  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ShownError | null>(null);
  const submit = async () => {
    setPending(true);
    const result = await enterByCode(ticket, code);
    if (result.outcome === 'in') return window.location.assign(target);
    setPending(false);
    if (result.outcome === 'lapsed') onBack(result.error);
    if (result.outcome === 'refused') setError(result.error);
  };
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">Enter your code</h1>
      <p className="mt-0.5 mb-6 text-ink-2">Password accepted. Two-step sign-in is on for this account.</p>
      <FormShell label="Enter your code" submit="Sign in" pending={pending} error={error} onSubmit={submit}>
        <CodeField value={code} onChange={setCode} error={null} />
      </FormShell>
      <Button variant="ghost" className="mt-3 w-full" onClick={() => onBack(null)}>
        Back
      </Button>
    </>
  );
}
