import { findDuplicateIndexes } from '../../definition/find-duplicates';
import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import type { Inspection } from '../inspection';

/** Reports duplicate node ids and variables, and a missing start node. */
export function checkIds({ definition }: Inspection): Problem[] {
  const { start, nodes, variables } = definition;
  const ids = nodes.map(({ id }) => id);
  const names = variables.map(({ name }) => name);
  const problems = findDuplicateIndexes(ids).map((index) =>
    errorAt('duplicate_id', ids[index] ?? null, `/nodes/${index}/id`, `There are two nodes "${ids[index]}".`),
  );
  for (const index of findDuplicateIndexes(names)) {
    const message = `There are two variables "${names[index]}".`;
    problems.push(errorAt('duplicate_variable', null, `/variables/${index}/name`, message));
  }
  if (ids.includes(start)) return problems;
  return [...problems, errorAt('start_missing', null, '/start', `The start node "${start}" does not exist.`)];
}
