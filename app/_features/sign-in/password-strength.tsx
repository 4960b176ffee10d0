'use client';
import { type Control, type FieldPath, type FieldValues, useWatch } from 'react-hook-form';
import { cn } from '@/app/_ui/cn';
import { estimateStrength } from './estimate-strength';

const PARTS = [1, 2, 3, 4];
const COLORS = ['bg-failed-dot', 'bg-failed-dot', 'bg-waiting-dot', 'bg-live-dot', 'bg-live-dot'];

type PasswordStrengthProps<V extends FieldValues, Out> = {
  control: Control<V, unknown, Out>;
  name: FieldPath<V>;
};

/** Shows the strength of the password in a field. */
export function PasswordStrength<V extends FieldValues, Out>(field: PasswordStrengthProps<V, Out>) {
  const password: string = useWatch(field);
  if (password === '') return null;
  const { score, word } = estimateStrength(password);
  return (
    <div className="flex items-center gap-2 text-ink-2 text-xs">
      <meter
        aria-label="Password strength"
        min={0}
        max={4}
        value={score}
        aria-valuetext={word}
        className="sr-only"
      />
      <div aria-hidden className="flex flex-1 gap-1">
        {PARTS.map((part) => (
          <span
            key={part}
            className={cn(
              'h-1 flex-1 rounded-full',
              part <= Math.max(score, 1) ? COLORS[score] : 'bg-line-strong',
            )}
          />
        ))}
      </div>
      <span aria-hidden className="w-16 text-right">
        {word}
      </span>
    </div>
  );
}
