import { listSources } from '../../compile/prepare-compiler';
import type { FlowDefinition } from '../../definition';
import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import { behaviorOf } from '../../nodes/behavior-of';

/** A secret that a node of a flow sends; `path` is a JSON pointer into the definition. */
export type SecretUse = { name: string; nodeId: string; path: string };

const SECRET = /\{\{\s*\$secret\.([A-Za-z_][A-Za-z0-9_]{0,63})\s*\}\}/g;

/** Lists the secrets that the calls of a flow send. */
export function listSecretUses({ nodes }: FlowDefinition): SecretUse[] {
  return nodes.flatMap((node, index) => {
    const behavior = behaviorOf(node);
    if (behavior.waitsFor !== 'call') return [];
    return listSources((compiler) => behavior.compile(node, compiler)).flatMap(
      ({ source, path, outgoing }) =>
        outgoing
          ? [...source.matchAll(SECRET)].map(([, name = '']) => ({
              name,
              nodeId: node.id,
              path: `/nodes/${index}${path}`,
            }))
          : [],
    );
  });
}

/** Reports secrets that do not exist. */
export function checkKnownSecrets(definition: FlowDefinition, secrets: readonly string[]): Problem[] {
  const known = new Set(secrets);
  return listSecretUses(definition).flatMap(({ name, nodeId, path }) =>
    known.has(name)
      ? []
      : [
          errorAt(
            'unknown_secret',
            nodeId,
            path,
            `There is no secret ${name}. Add it under Settings, Secrets, or correct the name.`,
          ),
        ],
  );
}
