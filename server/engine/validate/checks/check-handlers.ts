import { findDuplicateIndexes } from '../../definition/find-duplicates';
import type { Handler } from '../../definition/handler';
import { errorAt, type Problem, warningAt } from '../../definition/problem';
import { checkPhrases } from '../../nodes/branches/prepare-phrases';
import type { Inspection } from '../inspection';

/** Reports handlers with the same id, without words or a node to lead to, and those that another one leaves nothing to take. */
export function checkHandlers({ definition: { handlers = [], nodes } }: Inspection): Problem[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const duplicates = findDuplicateIndexes(handlers.map(({ id }) => id)).map((index) =>
    errorAt(
      'duplicate_id',
      null,
      `/handlers/${index}/id`,
      `There are two handlers "${handlers[index]?.id}".`,
    ),
  );
  const phrases = handlers.flatMap(({ id, on }) => (on.type === 'words' ? [{ id, ...on }] : []));
  return [
    ...duplicates,
    ...handlers.flatMap((handler, index) => checkHandler(handler, index, ids)),
    ...handlers.flatMap((handler, index) => checkFirst(handlers, handler, index)),
    ...checkPhrases(phrases, '/handlers').map((problem) => ({ ...problem, nodeId: null })),
  ];
}

function checkHandler({ id, on, to }: Handler, index: number, ids: ReadonlySet<string>): Problem[] {
  const isEmpty = on.type === 'words' && on.examples.length + on.keywords.length === 0;
  const empty = `The handler "${id}" takes nothing: it has no examples and no keywords.`;
  const missing = `The handler "${id}" leads to the node "${to}", which does not exist.`;
  return [
    ...(isEmpty ? [warningAt('no_examples', null, `/handlers/${index}/on`, empty)] : []),
    ...(ids.has(to) ? [] : [errorAt('unknown_node', null, `/handlers/${index}/to`, missing)]),
  ];
}

function checkFirst(handlers: readonly Handler[], { id, on }: Handler, index: number): Problem[] {
  if (on.type === 'words') return [];
  const first = handlers.findIndex((one) => takesAll(one, on));
  if (first < 0 || first >= index) return [];
  const message = `The handler "${id}" takes nothing: "${handlers[first]?.id}" comes before it and takes the same.`;
  return [warningAt('shadowed_handler', null, `/handlers/${index}`, message)];
}

/** True for a handler that takes everything which one after it would take. */
function takesAll({ on }: Handler, other: Handler['on']): boolean {
  if (on.type !== 'event' || other.type !== 'event') return on.type === other.type;
  return on.event === other.event && on.match === undefined;
}
