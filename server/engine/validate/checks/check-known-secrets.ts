import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import type { Inspection } from '../inspection';

/** A secret that a call of a flow sends; `path` is a JSON pointer into the definition. */
export type SecretUse = { name: string; nodeId: string | null; path: string };

/** Lists the secrets that the calls of a flow send. */
export function listSecretUses({ uses }: Inspection): SecretUse[] {
  return uses.flatMap(({ expressions, nodeId, path, outgoing }) =>
    outgoing
      ? expressions.flatMap(({ root }) => (root.kind === 'secret' ? [{ name: root.name, nodeId, path }] : []))
      : [],
  );
}

/** Reports secrets that do not exist. */
export function checkKnownSecrets(uses: readonly SecretUse[], secrets: readonly string[]): Problem[] {
  const known = new Set(secrets);
  return uses.flatMap(({ name, nodeId, path }) =>
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
