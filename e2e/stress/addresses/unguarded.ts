import { readdirSync, readFileSync } from 'node:fs';

const SOURCE = 'server';
const LEFT_OUT = /\.test\.ts$|\/fixtures\/|^server\/(tools|bench|db\/generated)\//;
// What can begin a connection of HTTP without the guarded client.
const WAY_OUT =
  /from '(?:undici|node:https|node:net|node:tls|node:dgram)'|import \{[^}]*\brequest\b[^}]*\} from 'node:http'|(?<![.\w])fetch\((?!request)/;

// Why each may: the first is the guard itself, the others call what the operator names in the environment.
const MAY: Readonly<Record<string, string>> = {
  'server/gateways/http-client.ts': 'the guarded client',
  'server/gateways/guarded-lookup.ts': 'types of node:net, for the guarded client',
};
const OPERATORS = /^server\/(gateways\/telemetry|db)\//;

/** Files of the product that can call out without the guarded client, and are not known to. */
export function listUnguardedFiles(): string[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((name) => `${SOURCE}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name));
  return files.filter(
    (name) => !OPERATORS.test(name) && MAY[name] === undefined && WAY_OUT.test(readFileSync(name, 'utf8')),
  );
}
