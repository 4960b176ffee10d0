import { listEntries } from './list-entries';
import { SELF_FLOW } from './own-entry';
import { type Fields, listIn, textIn } from './read-fields';

/** The slugs of the other flows that a draft calls, by its nodes or as tools of a model, each once and sorted. */
export function listCalledFlows(draft: Fields): string[] {
  const called = listEntries(draft).flatMap(({ node }) => listCalledBy(node));
  return [...new Set(called.filter((slug) => slug !== '' && slug !== SELF_FLOW))].toSorted();
}

function listCalledBy(node: Fields): string[] {
  const kind = textIn(node, 'kind');
  if (kind === 'ai') return listIn(node, 'tools').map((tool) => textIn(tool, 'flow'));
  return kind === 'subflow' ? [textIn(node, 'flow')] : [];
}
