'use client';
import { Check } from 'lucide-react';
import { type ComponentProps, createContext, use } from 'react';
import { useLazyModule } from '@/app/_lib/lazy-module';
import { cn } from '../cn';
import { RADIX_MENU, useMenu } from './menu-context';
import { ExistingElement } from './radix/existing-element';

type Radix = typeof import('./radix/menu').Radix;

const RadixContext = createContext<Radix | null>(null);

function useRadix(): Radix {
  const radix = use(RadixContext);
  if (!radix) throw new Error('An item of a menu needs DropdownMenuContent around it');
  return radix;
}

/** The list that opens. */
export function DropdownMenuContent({ className, ...props }: ComponentProps<Radix['Content']>) {
  const { id, trigger, open, setOpen, isWanted } = useMenu();
  const Radix = useLazyModule(RADIX_MENU, isWanted);
  if (!Radix || !isWanted) return null;
  return (
    <RadixContext value={Radix}>
      <Radix.Root open={open} onOpenChange={setOpen}>
        <Radix.Trigger asChild>
          <ExistingElement element={trigger} />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            id={`${id}-menu`}
            aria-labelledby={`${id}-trigger`}
            sideOffset={4}
            align="end"
            collisionPadding={8}
            className={cn(
              'data-[state=open]:fade-in-0 z-50 min-w-44 rounded-lg bg-raised p-1 shadow-pop duration-100 data-[state=open]:animate-in',
              className,
            )}
            {...props}
          />
        </Radix.Portal>
      </Radix.Root>
    </RadixContext>
  );
}

const ITEM =
  'relative flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 base:[&_svg]:text-ink-3';

/** One action. `danger` for one that takes something away. */
export function DropdownMenuItem({
  className,
  danger,
  ...props
}: ComponentProps<Radix['Item']> & { danger?: boolean }) {
  const { Item } = useRadix();
  return <Item className={cn(ITEM, danger && 'text-failed [&_svg]:text-failed', className)} {...props} />;
}

export function DropdownMenuRadioGroup(props: ComponentProps<Radix['RadioGroup']>) {
  const { RadioGroup } = useRadix();
  return <RadioGroup {...props} />;
}

/** One of several values; a check mark shows the selected one. */
export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<Radix['RadioItem']>) {
  const { RadioItem, ItemIndicator } = useRadix();
  return (
    <RadioItem className={cn(ITEM, 'pr-8', className)} {...props}>
      {children}
      <ItemIndicator className="absolute right-2">
        <Check aria-hidden />
      </ItemIndicator>
    </RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...props }: ComponentProps<Radix['Label']>) {
  const { Label } = useRadix();
  return <Label className={cn('px-2 py-1.5 text-ink-3 text-xs', className)} {...props} />;
}

export function DropdownMenuSeparator() {
  const { Separator } = useRadix();
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}
