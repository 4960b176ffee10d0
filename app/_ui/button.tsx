import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { cn } from './cn';
import { Slot } from './slot';

const LOOK =
  'base:relative inline-flex shrink-0 items-center base:justify-center gap-1.5 whitespace-nowrap font-medium transition-colors disabled:pointer-events-none base:disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

const VARIANTS = {
  primary: 'base:rounded-md bg-ink text-surface hover:bg-ink/88',
  secondary: 'base:rounded-md border base:border-line-strong bg-surface base:text-ink hover:bg-hover',
  ghost:
    'base:rounded-md base:text-ink-2 hover:bg-hover base:hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink',
  danger: 'base:rounded-md bg-failed text-surface hover:bg-failed/88',
  link: 'base:rounded-sm text-accent underline-offset-4 hover:underline',
};

const SIZES = {
  sm: { text: 'text-sm', box: 'h-7 px-2.5' },
  md: { text: 'text-sm', box: 'h-8 px-3' },
  lg: { text: 'text-base', box: 'h-9 px-4' },
  icon: { text: '', box: 'size-8' },
  'icon-sm': { text: '', box: 'size-7' },
};

type ButtonProps = ComponentProps<'button'> & {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  /** Passes the look to the only child, e.g. a link. */
  asChild?: boolean;
  /** Shows that the action is running, keeps the width, and blocks another press. */
  pending?: boolean;
};

/** A button. `primary` once a page; `danger` only where it cannot be undone. */
export function Button({
  className,
  variant = 'secondary',
  size = 'md',
  asChild,
  pending = false,
  children,
  ...props
}: ButtonProps) {
  const { text, box } = SIZES[size];
  const look = cn(LOOK, VARIANTS[variant], text, variant !== 'link' && box, className);
  if (asChild)
    return (
      <Slot className={look} {...props}>
        {children}
      </Slot>
    );
  return (
    <button
      type="button"
      {...props}
      className={look}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      {...(pending && { onClick: refuse })}
    >
      {/* The text stays readable to screen readers, as the name of the button. */}
      {pending && <LoaderCircle aria-hidden className="absolute animate-spin" />}
      <span className={cn('inline-flex items-center gap-1.5', pending && 'opacity-0')}>{children}</span>
    </button>
  );
}

// `aria-disabled` keeps the focus here, so Enter and Space must be blocked as well.
function refuse(event: MouseEvent): void {
  event.preventDefault();
}
