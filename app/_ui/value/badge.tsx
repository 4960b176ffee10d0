import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from '../cn';

const badgeVariants = cva(
  'inline-flex h-5 items-center gap-1.5 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs',
  {
    variants: {
      tone: {
        plain: 'border bg-surface text-ink-2',
        accent: 'bg-accent-soft text-accent',
        waiting: 'bg-waiting-soft text-waiting',
        live: 'bg-live-soft text-live',
        ended: 'bg-ended-soft text-ended',
        failed: 'bg-failed-soft text-failed',
        human: 'bg-human-soft text-human',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>['tone']>;

/** A short label: a scope, a version, a role. */
export function Badge({ tone, className, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}
