import type { Recognition } from '@/server/engine/protocol';
import { ShownValue } from './shown-value';

const BY: Record<NonNullable<Recognition['by']>, string> = {
  example: 'it equals an example',
  keyword: 'it contains a keyword',
  likeness: 'it is similar to an example',
};

/** The intent that a text was recognized as, and the method. */
export function RecognitionDetails({ recognition }: { recognition: Recognition }) {
  const { text, branch, by, like, score, threshold } = recognition;
  return (
    <dl aria-label="Recognition" className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
      <dt className="text-ink-2">Text</dt>
      <dd>
        <ShownValue value={text} />
      </dd>
      <dt className="text-ink-2">Recognized as</dt>
      <dd className="[overflow-wrap:anywhere]">
        {branch === null ? 'none of the branches' : <span className="font-medium">{branch}</span>}
        {by && `, for ${BY[by]}`}
      </dd>
      {like !== null && (
        <>
          <dt className="text-ink-2">Closest</dt>
          <dd className="[overflow-wrap:anywhere]">“{like}”</dd>
        </>
      )}
      {score !== null && (
        <>
          <dt className="text-ink-2">Similarity</dt>
          <dd className="tabular">{`${score.toFixed(2)} (threshold ${threshold.toFixed(2)})`}</dd>
        </>
      )}
    </dl>
  );
}
