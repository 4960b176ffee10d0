import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomFlow } from '../fixtures/random-flow';
import { validateFlow } from '../validate';

/** Words of the schema library. */
const RAW =
  /invalid (?:input|option|type|key|element)|too (?:small|big)|expected|received|unrecognized|[<>]=/i;

type Place = { owner: Record<string, unknown> | unknown[]; key: string };

function listPlaces(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Place['owner'];
  return Object.entries(value).flatMap(([key, inner]) => [{ owner, key }, ...listPlaces(inner)]);
}

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    ' ',
    null,
    true,
    -1,
    1.5,
    1e9,
    [],
    {},
    [null],
    { x: 1 },
    { de: '' },
    'x'.repeat(9_000),
  ),
  fc.jsonValue(),
);

it('problems of any definition are sentences to its author', () => {
  fc.assert(
    fc.property(randomFlow, fc.nat(), oddValue, fc.boolean(), (flow, at, odd, added) => {
      const copy: unknown = structuredClone(flow);
      const places = listPlaces(copy);
      const { owner, key } = places[at % places.length] ?? { owner: {}, key: '' };
      Reflect.set(owner, added && !Array.isArray(owner) ? `odd ${key}` : key, odd);
      for (const { code, message } of validateFlow(copy).problems) {
        expect(message).toMatch(/^["\p{Lu}\p{N}$].*[.?)]$/su);
        if (code === 'shape') expect(message.replace(/"[^"]*"/g, '')).not.toMatch(RAW);
      }
    }),
    { numRuns: 300 },
  );
});
