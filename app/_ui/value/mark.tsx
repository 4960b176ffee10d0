import { cn } from '../cn';
import { MARK_SHAPES } from './mark-shapes';

/** The product's mark. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn('base:size-6', className)}>
      <path d={MARK_SHAPES.voice} fill="currentColor" />
      <path
        d={MARK_SHAPES.answer}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={MARK_SHAPES.answerWidth}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
