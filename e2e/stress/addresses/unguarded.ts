import { readdirSync, readFileSync } from 'node:fs';

const SOURCE = 'server';
const LEFT_OUT = /\.test\.ts$|\/fixtures\/|^server\/(tools|bench|db\/generated)\//;
// Modules that can open HTTP connections without the guarded client.
const WAY_OUT =
  /from '(?:undici|node:https|node:net|node:tls|node:dgram)'|import \{[^}]*\brequest\b[^}]*\} from 'node:http'|(?<![.\w])fetch\((?!request)/;

// Allowed files: the guard itself, and calls to addresses the operator configured.
const MAY: Readonly<Record<string, string>> = {
  'server/gateways/http-client.ts': 'the guarded client',
  'server/gateways/interim-responses.ts':
    'the connector of the guarded client, which gives it the guarded lookup',
  'server/gateways/send-request.ts':
    'a part of the guarded client, which gives it a guarded connection for each hop',
};
const OPERATORS = /^server\/(gateways\/telemetry|db)\//;

/** Lists product files that can make outbound calls without the guarded client and are not on the list. */
export function listUnguardedFiles(): string[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((name) => `${SOURCE}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !LEFT_OUT.test(name));
  return files.filter(
    (name) => !OPERATORS.test(name) && MAY[name] === undefined && WAY_OUT.test(readCode(name)),
  );
}

/** A file without its imports of types. */
function readCode(name: string): string {
  return readFileSync(name, 'utf8').replace(/^import type .*$/gm, '');
}
