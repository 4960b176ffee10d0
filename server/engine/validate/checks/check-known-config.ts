import type { Problem } from '../../definition/problem';
import { errorAt, warningAt } from '../../definition/problem';
import type { Inspection } from '../inspection';

/** A configuration value that a flow reads; `path` is a JSON pointer into the definition. */
export type ConfigUse = { name: string; nodeId: string | null; path: string };

/** Lists the configuration values that a flow reads. */
export function listConfigUses({ uses }: Inspection): ConfigUse[] {
  return uses.flatMap(({ expressions, nodeId, path }) => {
    const names = new Set(expressions.flatMap(({ config = [] }) => config));
    return [...names].map((name) => ({ name, nodeId, path }));
  });
}

/** Reports configuration values that are read before the session starts, which they come with. */
export function checkConfig({ uses }: Inspection): Problem[] {
  return uses.flatMap(({ expressions, nodeId, path, beforeStart }) =>
    beforeStart && expressions.some(({ config = [] }) => config.length > 0)
      ? [
          warningAt(
            'config_before_start',
            nodeId,
            path,
            'Configuration values have no value when the form is shown.',
          ),
        ]
      : [],
  );
}

/** Reports configuration values that do not exist. */
export function checkKnownConfig(uses: readonly ConfigUse[], names: readonly string[]): Problem[] {
  const known = new Set(names);
  return uses.flatMap(({ name, nodeId, path }) =>
    known.has(name) ? [] : [errorAt('unknown_config', nodeId, path, explainUnknown(name))],
  );
}

function explainUnknown(name: string): string {
  return `There is no configuration value ${name}. Add it under Settings, Configuration, or correct the name.`;
}
