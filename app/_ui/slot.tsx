import {
  Children,
  cloneElement,
  type HTMLAttributes,
  type ReactElement,
  type ReactNode,
  type Ref,
} from 'react';

type Props = HTMLAttributes<HTMLElement> & {
  ref?: Ref<HTMLElement> | undefined;
  [data: `data-${string}`]: unknown;
};

/**
 * Gives its props to its only child. The child's own props win, but classes are joined, and of two handlers both are called,
 * the child's first.
 */
export function Slot({ children, ...given }: Props & { children?: ReactNode }) {
  const child = Children.only(children) as ReactElement<Props>;
  return cloneElement(child, mergeProps(given, child.props));
}

function mergeProps(given: Props, own: Props): Props {
  const merged: Record<string, unknown> = { ...given, ...own };
  merged.className = [given.className, own.className].filter(Boolean).join(' ') || undefined;
  for (const [name, value] of Object.entries(given)) {
    const handler: unknown = own[name as keyof Props];
    if (typeof value !== 'function' || typeof handler !== 'function') continue;
    merged[name] = (...all: unknown[]) => {
      handler(...all);
      value(...all);
    };
  }
  return merged;
}
