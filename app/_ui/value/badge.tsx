import type { ComponentProps } from 'react';
import { cn } from '../cn';

const TONES = {
  plain: 'border bg-surface text-ink-2',
  accent: 'bg-accent-soft text-accent',
  waiting: 'bg-waiting-soft text-waiting',
  live: 'bg-live-soft text-live',
  ended: 'bg-ended-soft text-ended',
  failed: 'bg-failed-soft text-failed',
  human: 'bg-human-soft text-human',
};

const LOOK =
  'inline-flex h-5 items-center gap-1.5 whitespace-nowrap rounded-sm px-1.5 base:font-medium text-xs tracking-normal';

export type Tone = keyof typeof TONES;

/** A short label: a scope, a version, a role. */
export function Badge({ tone = 'plain', className, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span className={cn(LOOK, TONES[tone], className)} {...props} />;
}
