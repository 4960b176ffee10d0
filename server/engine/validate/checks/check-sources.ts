import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import type { Inspection } from '../inspection';

/** Reports syntax errors in expressions and templates. */
export function checkSources({ uses }: Inspection): Problem[] {
  return uses.flatMap(({ kind, nodeId, path, problems }) =>
    problems.map(({ message, offset }) =>
      errorAt(`${kind}_syntax`, nodeId, path, `${message} (at character ${offset + 1}).`),
    ),
  );
}
