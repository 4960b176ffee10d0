import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import type { Inspection } from '../inspection';

/** Reports secrets outside of what a call sends, and those that stand within a longer expression. */
export function checkSecrets({ uses }: Inspection): Problem[] {
  return uses.flatMap(({ expressions, nodeId, path, outgoing }) =>
    expressions.flatMap(({ root, secrets: [name] = [] }) => {
      if (name === undefined) return [];
      if (!outgoing) return [errorAt('secret_outside_request', nodeId, path, explainPlace(name))];
      return root.kind === 'secret'
        ? []
        : [errorAt('secret_in_expression', nodeId, path, explainAlone(name))];
    }),
  );
}

function explainPlace(name: string): string {
  return `The secret ${name} cannot be used here. A secret can only be sent by a call: in its URL, query, headers, body or API key.`;
}

function explainAlone(name: string): string {
  return `Write the secret ${name} alone, as {{ $secret.${name} }}, with other text before or after the braces. An expression cannot compute with it.`;
}
