'use client';
import {
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { Slot } from '../slot';

const OPEN_MS = 400;
// Long enough for the pointer to reach the tooltip itself, which stays while it is there.
const CLOSE_MS = 120;
const GAP_PX = 6;
const EDGE_PX = 8;

/** Explains its only child, such as a control that shows only an icon. The control still needs its own `aria-label`. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  const id = useId();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const setSoon = (next: Element | null, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(next), ms);
  };
  const closeNow = () => setSoon(null, 0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <Slot
        aria-describedby={anchor ? id : undefined}
        onPointerEnter={(event: PointerEvent) =>
          event.pointerType === 'mouse' && setSoon(event.currentTarget, OPEN_MS)
        }
        onPointerLeave={() => setSoon(null, CLOSE_MS)}
        onPointerDown={closeNow}
        onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && setSoon(currentTarget, 0)}
        onBlur={closeNow}
      >
        {children}
      </Slot>
      {anchor &&
        createPortal(
          <Bubble
            id={id}
            anchor={anchor}
            onPointerEnter={() => setSoon(anchor, 0)}
            onPointerLeave={() => setSoon(null, CLOSE_MS)}
            onDismiss={closeNow}
          >
            {content}
          </Bubble>,
          document.body,
        )}
    </>
  );
}

type BubbleProps = {
  id: string;
  anchor: Element;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  onDismiss: () => void;
  children: ReactNode;
};

function Bubble({ anchor, onDismiss, ...props }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (bubble.current) placeBeside(bubble.current, anchor.getBoundingClientRect());
  }, [anchor]);
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && onDismiss(), { signal });
    document.addEventListener('scroll', onDismiss, { signal, capture: true });
    return () => ending.abort();
  }, [onDismiss]);
  return (
    <div
      ref={bubble}
      role="tooltip"
      className="fade-in-0 fixed top-0 left-0 z-50 w-max max-w-xs animate-in rounded-md bg-ink px-2 py-1 text-surface text-xs duration-100"
      {...props}
    />
  );
}

/** Places an element below the anchor, or above where there is no room, and inside the window. */
function placeBeside(element: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const farthest = window.innerWidth - EDGE_PX - width;
  const left = Math.max(EDGE_PX, Math.min(anchor.left + (anchor.width - width) / 2, farthest));
  const below = anchor.bottom + GAP_PX;
  const hasRoom = below + height + EDGE_PX <= window.innerHeight;
  element.style.left = `${String(left)}px`;
  element.style.top = `${String(hasRoom ? below : anchor.top - GAP_PX - height)}px`;
}
