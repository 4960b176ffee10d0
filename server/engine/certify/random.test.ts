import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '../definition';
import { converse } from '../fixtures/converse';
import type { Json, JsonObject } from '../json';
import type { RunResult, TraceStep } from '../protocol';
import { runSteps } from '../steps';
import { validateFlow } from '../validate';
import { inspect } from '../validate/inspection';
import { findUnsetReads } from './find-unset-reads';
import { randomReads, UNGUARDED } from './fixtures/random-reads';
import { collectFacts } from './flow-facts';
import { type Route, toFlowGraph } from './flow-graph';

const RUNS = 400;
const TURNS = 12;
/** More answers of a route are not tried. */
const TRIES = Array.from({ length: 60 }, (_, index) => index);

type Session = ReturnType<typeof converse>;
type Read = { nodeId: string; name: string; source: string };

/** The reads of missing variables in a turn, by expressions that do not ask first. */
function listMissing(steps: readonly TraceStep[]): Read[] {
  return steps.flatMap(({ nodeId, misses = [], note = '' }) => [
    ...misses.flatMap(({ expression, reason }) => {
      const name = /^There is no variable "(?<name>\w+)"$/.exec(reason)?.groups?.name;
      return name ? [{ nodeId, name, source: expression }] : [];
    }),
    ...[...note.matchAll(/"(?<source>[^"]+)" reads missing variables: (?<names>[\w, ]+)\./g)].flatMap(
      ({ groups }) =>
        (groups?.names ?? '').split(', ').map((name) => ({ nodeId, name, source: groups?.source ?? '' })),
    ),
  ]);
}

function isUnguarded({ name, source }: Read): boolean {
  return UNGUARDED.some((form) => form.replace(/\bx\b/g, name) === source);
}

/** Answers what the session waits for; `exit` is where the flow should go, null for anywhere. */
function answer(
  session: Session,
  definition: FlowDefinition,
  exit: string | null,
  draw: (below: number) => number,
): RunResult | null {
  const { wait, frames } = session.state();
  const node = definition.nodes.find(({ id }) => id === frames[0]?.node);
  if (wait?.type === 'effect') {
    const failed = exit === null ? draw(2) === 0 : exit === 'failure';
    const result = { status: failed ? 500 : 200, headers: {}, body: 'x', durationMs: 1, attempts: 1 };
    return session.send({ type: 'effect.succeeded', effect: wait.effect, result });
  }
  if (wait?.type !== 'input' || node?.kind !== 'question') return null;
  const isInvalid = exit === null ? draw(4) === 0 : exit === 'invalid';
  return session.say(isInvalid ? '' : toReply(node.answer.type, exit, draw));
}

function toReply(type: string, exit: string | null, draw: (below: number) => number): string {
  if (type === 'choice') return exit?.startsWith('choice:') ? exit.slice(7) : ('abc'[draw(3)] ?? 'a');
  if (type === 'confirm') return exit === 'yes' || exit === 'no' ? exit : draw(2) === 0 ? 'yes' : 'no';
  return type === 'number' ? (['1', '9'][draw(2)] ?? '1') : (['a', 'hello'][draw(2)] ?? 'a');
}

const numbers = fc.infiniteStream(fc.nat(1_000));
const drawFrom = (stream: Iterator<number>) => (below: number) => (stream.next().value ?? 0) % below;

type Drive = { definition: FlowDefinition; given: JsonObject; draw: (below: number) => number };

/** Tells whether a session takes a route with some answers, and reads the variable at its end. */
function takesRoute({ definition, given, draw }: Drive, route: Route, read: { name: string }): boolean {
  const path = route.map(({ node, exit }) => ({ nodeId: definition.nodes[node]?.id ?? '', exit }));
  const session = converse(definition);
  let turn: RunResult | null = session.start(given);
  let at = 0;
  for (let turns = 0; turn !== null && turns < TURNS * 4; turns++) {
    const { steps } = turn.trace;
    for (const step of steps) {
      const expected = path[at];
      if (!expected || step.nodeId !== expected.nodeId) return false;
      // The trace of a condition has no note of missing variables.
      const isRead = step.kind === 'condition' || listMissing([step]).some(({ name }) => name === read.name);
      if (expected.exit === null && isRead) return true;
      if (expected.exit === null || step.exit === null) continue;
      if (step.exit !== expected.exit) return false;
      at++;
    }
    turn = answer(session, definition, path[at]?.exit ?? null, draw);
  }
  return false;
}

/** Values for variables that the flow does not set: callers may give them. */
function drawGiven(own: ReadonlySet<string>, draw: (below: number) => number): JsonObject {
  const values: Json[] = ['a', 'b', true, 9];
  const names = ['x', 'y', 'k', 'ok', 'n'].filter((name) => !own.has(name) && draw(2) === 0);
  return Object.fromEntries(names.map((name) => [name, values[draw(values.length)] ?? null]));
}

describe('random flows', () => {
  it('unset-read/sound: read a missing variable only where that is reported', () => {
    let isSeen = 0;
    fc.assert(
      fc.property(randomReads, numbers, (definition, stream) => {
        const { problems, certificate } = validateFlow(definition);
        const reported = new Set(
          problems.map(({ nodeId, message }) => `${nodeId} ${/ reads (\w+),/.exec(message)?.[1]}`),
        );
        const unknown = new Set(
          problems.flatMap(({ code, message }) =>
            code === 'unknown_variable' ? [/^"(\w+)"/.exec(message)?.[1]] : [],
          ),
        );
        if (certificate?.claims.some(({ result }) => result === 'unknown')) return;
        const draw = drawFrom(stream);
        const session = converse(definition);
        let turn: RunResult | null = session.start();
        for (let turns = 0; turn !== null && turns < TURNS; turns++) {
          for (const read of listMissing(turn.trace.steps)) {
            if (!isUnguarded(read) || unknown.has(read.name)) continue;
            isSeen++;
            expect(reported).toContain(`${read.nodeId} ${read.name}`);
          }
          turn = answer(session, definition, null, draw);
        }
      }),
      { numRuns: RUNS },
    );
    expect(isSeen).toBeGreaterThan(RUNS / 10);
  }, 120_000);

  it('unset-read/reached: reach the reads that are reported, on their routes', () => {
    let [routes, taken] = [0, 0];
    fc.assert(
      fc.property(randomReads, numbers, (definition, stream) => {
        // Whether a list is empty is not followed.
        fc.pre(definition.nodes.every(({ kind }) => kind !== 'each'));
        const inspection = runSteps(inspect(definition, new Map()));
        if (!('uses' in inspection)) return;
        const flow = {
          graph: runSteps(toFlowGraph(definition)),
          facts: runSteps(collectFacts(definition, inspection.uses)),
        };
        const draw = drawFrom(stream);
        for (const name of flow.facts.own) {
          const { reads } = runSteps(findUnsetReads(flow, name, { left: 100_000 }));
          for (const { route } of reads.values()) {
            routes++;
            const drive = () => ({ definition, given: drawGiven(flow.facts.own, draw), draw });
            const isTaken = (): boolean => takesRoute(drive(), route, { name });
            if (TRIES.some(isTaken)) taken++;
          }
        }
      }),
      { numRuns: RUNS },
    );
    expect(routes).toBeGreaterThan(RUNS / 10);
    // Values that are computed from others are not followed, so a few routes are not possible.
    expect(taken / routes).toBeGreaterThan(0.95);
  }, 120_000);
});
