import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { Platform } from '@/server/services/context';
import { toShownProblem, toTrpcError } from '@/server/trpc/error-shape';
import { ID, OTHER_ID, RULES } from '@/server/trpc/fixtures/rules';
import { appRouter } from '@/server/trpc/root';
import { createCallerFactory } from '@/server/trpc/trpc';
import { idFor, type KnownIds } from './known-ids';
import type { Owner } from './set-up-organization';

type Procedures = Record<string, { _def: { inputs: z.ZodType[] } }>;
type Callers = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

const PROCEDURES = appRouter._def.procedures as unknown as Procedures;
const makeCaller = createCallerFactory(appRouter);

/** Lists procedures without a rule for their inputs. */
export function listUnknownProcedures(): string[] {
  return Object.keys(PROCEDURES).filter((path) => RULES[path] === undefined);
}

/** A procedure of the console, with its input fields and a valid input. */
export type Procedure = {
  name: string;
  fields: readonly string[];
  makeInput(): object | undefined;
  call(input: object | undefined): Promise<Outcome>;
};

/** The result of a call as JSON text. */
export type Outcome = { status: string; body: string };

/** Lists the procedures of the console, called as an owner of the organization with these ids. */
export function listProcedures(platform: Platform, owner: Owner, ids: () => KnownIds): Procedure[] {
  const caller = makeCaller({ platform, actor: owner, requestId: 'stress' }) as unknown as Callers;
  return Object.entries(RULES).map(([path, { input }]) => ({
    name: path,
    fields: listFields(path),
    makeInput: () => putOwnIds(input, toIds(path, ids())),
    call: (given) => callProcedure(caller, path, given),
  }));
}

/** The ids that a procedure takes: a conversation is a session on a channel, and some procedures take forks alone. */
function toIds(path: string, ids: KnownIds): KnownIds {
  const sessionId = path.startsWith('inbox.')
    ? ids.conversationSessionId
    : OF_FORKS.has(path) && ids.forkSessionId;
  return sessionId ? { ...ids, sessionId } : ids;
}

const OF_FORKS: ReadonlySet<string> = new Set(['fork.get', 'fork.answerCall']);

function listFields(path: string): string[] {
  const [schema] = PROCEDURES[path]?._def.inputs ?? [];
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties);
}

function putOwnIds(input: unknown, ids: KnownIds): object | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  return Object.fromEntries(
    Object.entries(input).map(([field, value]) => {
      if (value === ID || value === OTHER_ID) return [field, idFor(ids, field) ?? value];
      const isList = Array.isArray(value) && value[0] === ID;
      return [field, isList ? [idFor(ids, field) ?? ID] : value];
    }),
  );
}

async function callProcedure(caller: Callers, path: string, input: unknown): Promise<Outcome> {
  const [noun = '', verb = ''] = path.split('.');
  try {
    const result = await caller[noun]?.[verb]?.(input);
    if (isStream(result)) return await readFirst(result);
    return { status: 'answered', body: JSON.stringify(result) ?? '' };
  } catch (error) {
    return toFailure(error);
  }
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function readFirst(stream: AsyncIterable<unknown>): Promise<Outcome> {
  const reader = stream[Symbol.asyncIterator]();
  const { value } = await reader.next();
  await reader.return?.();
  return { status: 'answered', body: JSON.stringify(value) ?? '' };
}

function toFailure(error: unknown): Outcome {
  const caught = error instanceof TRPCError ? error : new TRPCError({ code: 'BAD_REQUEST', cause: error });
  const shown = toTrpcError(caught);
  return { status: shown.code, body: JSON.stringify(toShownProblem(shown, null)) };
}
