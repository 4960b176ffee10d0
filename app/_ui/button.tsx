import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent } from 'react';
import { cn } from './cn';

const buttonVariants = cva(
  'relative inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-ink text-surface hover:bg-ink/88',
        secondary: 'border border-line-strong bg-surface text-ink hover:bg-hover',
        ghost:
          'text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink',
        danger: 'bg-failed text-surface hover:bg-failed/88',
        link: 'h-auto rounded-sm p-0 text-accent underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm',
        md: 'h-8 px-3 text-sm',
        lg: 'h-9 px-4 text-base',
        icon: 'size-8',
        'icon-sm': 'size-7',
      },
    },
    compoundVariants: [{ variant: 'link', className: 'h-auto px-0' }],
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & {
    /** Passes the look to the only child, e.g. a link. */
    asChild?: boolean;
    /** Shows that the action is running, keeps the width, and blocks another press. */
    pending?: boolean;
  };

/** A button. `primary` once a page; `danger` only where it cannot be undone. */
export function Button({
  className,
  variant,
  size,
  asChild,
  pending = false,
  children,
  ...props
}: ButtonProps) {
  const look = cn(buttonVariants({ variant, size }), className);
  if (asChild)
    return (
      <Slot.Root className={look} {...props}>
        {children}
      </Slot.Root>
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
      {pending && <LoaderCircle aria-hidden className="absolute animate-spin" />}
      <span className={cn('inline-flex items-center gap-1.5', pending && 'invisible')}>{children}</span>
    </button>
  );
}

// `aria-disabled` keeps the focus here, so Enter and Space must be blocked as well.
function refuse(event: MouseEvent): void {
  event.preventDefault();
}
