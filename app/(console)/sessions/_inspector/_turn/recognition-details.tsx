import type { Recognition } from '@/server/engine/protocol';
import type { NamedBranch } from '../_model/node-names';
import { ShownValue } from './shown-value';

const BY: Record<NonNullable<Recognition['by']>, string> = {
  example: 'it equals an example',
  keyword: 'it contains a keyword',
  likeness: 'it is similar to an example',
};

type RecognitionDetailsProps = {
  recognition: Recognition;
  /** The branches as the author wrote them; empty when unknown. */
  all: readonly NamedBranch[];
};

/** The intent that a text was recognized as, the method, and what was missing where none was. */
export function RecognitionDetails({ recognition, all }: RecognitionDetailsProps) {
  const { text, branch, by, like, score, threshold } = recognition;
  return (
    <dl aria-label="Recognition" className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
      <dt className="text-ink-2">Text</dt>
      <dd>
        <ShownValue value={text} isShort />
      </dd>
      <dt className="text-ink-2">Recognized as</dt>
      <dd className="[overflow-wrap:anywhere]">
        {branch === null ? (
          'none of the branches'
        ) : (
          <span className="font-medium">{nameOf(branch, all)}</span>
        )}
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
          <dd className="tabular">{`${score.toFixed(2)}; at least ${threshold.toFixed(2)} is needed`}</dd>
        </>
      )}
    </dl>
  );
}

function nameOf(branch: string, all: readonly NamedBranch[]): string {
  return all.find(({ id }) => id === branch)?.label ?? branch;
}
