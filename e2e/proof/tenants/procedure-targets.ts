import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { Platform } from '@/server/services/context';
import { toShownProblem, toTrpcError } from '@/server/trpc/error-shape';
import { ID, RULES } from '@/server/trpc/fixtures/rules';
import { appRouter } from '@/server/trpc/root';
import { createCallerFactory } from '@/server/trpc/trpc';
import { idFor, type Target } from './attempts';
import type { Outcome } from './compare-answers';
import type { Owner } from './furnish';
import type { KnownIds } from './known-ids';

type Procedures = Record<string, { _def: { inputs: z.ZodType[] } }>;
type Callers = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

const ID_NAME = /(?:[a-z]Ids?|^id)$/;

const PROCEDURES = appRouter._def.procedures as unknown as Procedures;
const makeCaller = createCallerFactory(appRouter);

/** Procedures of the router that have no rule, so that nobody knows what to call them with. */
export function listUnknownProcedures(): string[] {
  return Object.keys(PROCEDURES).filter((path) => RULES[path] === undefined);
}

/** Every procedure of the console as something to call with other ids, as an owner of the organization. */
export function listProcedureTargets(platform: Platform, owner: Owner, ids: () => KnownIds): Target[] {
  const caller = makeCaller({ platform, actor: owner, requestId: 'proof' }) as unknown as Callers;
  return Object.entries(RULES).map(([path, { input }]) => ({
    name: path,
    fields: listFields(path),
    call: (field, id) => {
      const own = putOwnIds(input, ids());
      return callProcedure(caller, path, field === null ? own : putField(own, field, id));
    },
  }));
}

/** The fields of a procedure's input that take an id, as its schema names them. */
function listFields(path: string): string[] {
  const [schema] = PROCEDURES[path]?._def.inputs ?? [];
  if (!schema) return [];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties).filter((name) => ID_NAME.test(name));
}

function putOwnIds(input: unknown, ids: KnownIds): unknown {
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  return Object.fromEntries(
    Object.entries(input).map(([field, value]) => {
      if (value === ID) return [field, idFor(ids, field) ?? value];
      const isList = Array.isArray(value) && value[0] === ID;
      return [field, isList ? [idFor(ids, field) ?? ID] : value];
    }),
  );
}

function putField(input: unknown, field: string, id: string): unknown {
  return { ...(input as object | undefined), [field]: field.endsWith('Ids') ? [id] : id };
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
