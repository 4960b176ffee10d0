import { type Ref, type RefObject, useEffect } from 'react';

type ExistingElementProps = { element: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement> };

/**
 * Stands for an element that is drawn elsewhere, as the child of a Radix trigger with `asChild`: the content is placed
 * beside that element and returns the focus to it. The other props of the trigger are ignored.
 */
export function ExistingElement({ element, ref }: ExistingElementProps) {
  useEffect(() => {
    if (typeof ref !== 'function') return;
    const release = ref(element.current);
    return () => {
      if (typeof release === 'function') release();
      else ref(null);
    };
  }, [element, ref]);
  return null;
}
