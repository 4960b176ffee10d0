import { cn } from '@/app/_ui/cn';

type PartialReplyProps = {
  /** Nothing is shown while it is empty. */
  text: string;
  reader?: 'person' | 'agent';
};

/** The reply that a model is writing. Screen readers get it when it is complete, as a message. */
export function PartialReply({ text, reader = 'person' }: PartialReplyProps) {
  if (text === '') return null;
  return (
    <div aria-live="off" aria-label="Reply being written" role="note" className="px-3 pb-3">
      <div className={cn(reader === 'person' ? 'pr-8' : 'flex justify-end pl-8')}>
        <p
          dir="auto"
          className="w-fit max-w-full whitespace-pre-wrap rounded-lg rounded-tl-sm border border-dashed bg-surface px-3 py-2 [overflow-wrap:anywhere]"
        >
          {text}
          <span aria-hidden className="ml-0.5 animate-pulse">
            ▍
          </span>
        </p>
      </div>
    </div>
  );
}
