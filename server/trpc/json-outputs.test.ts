import { describe, expectTypeOf, it } from 'vitest';
import type { Json } from '@/server/engine/json';
import type { AppRouter } from './root';

/*
 * Outputs are sent as JSON: times arrive in ISO 8601, as the inferred types of the client say, and everything else unchanged.
 * The compiler checks every procedure.
 */

type Primitive = string | number | boolean | null | undefined;
type IsUnknown<T> = unknown extends T ? true : false;

/** The parts of an output that JSON would change silently; never when there are none. */
type Lost<T> =
  IsUnknown<T> extends true
    ? never
    : T extends Primitive | Date | Json
      ? never
      : T extends bigint | symbol | ((...args: never[]) => unknown)
        ? T
        : T extends
              | ReadonlyMap<unknown, unknown>
              | ReadonlySet<unknown>
              | ArrayBufferView
              | ArrayBuffer
              | RegExp
              | Error
          ? T
          : T extends AsyncIterable<infer Event>
            ? Lost<Event>
            : T extends readonly (infer Item)[]
              ? T extends readonly [unknown, infer Tracked, symbol]
                ? Lost<Tracked>
                : LostItem<Item>
              : T extends object
                ? LostMember<T>
                : T;
type LostItem<Item> = undefined extends Item
  ? IsUnknown<Item> extends true
    ? never
    : 'undefined in a list'
  : Lost<Item>;
type LostMember<T extends object> = { [Key in keyof T]-?: Lost<T[Key]> }[keyof T];

type Procedures = AppRouter['_def']['record'];
// A mutation without a result is `void`, and its caller gets undefined.
type Nothing = ReturnType<() => void>;
type OutputOf<P> = P extends { _def: { $types: { output: infer Output } } }
  ? [Nothing] extends [Output]
    ? never
    : Output
  : never;
type Outputs = {
  [Noun in keyof Procedures]: { [Verb in keyof Procedures[Noun]]: OutputOf<Procedures[Noun][Verb]> };
};
type LostOutputs = { [Noun in keyof Outputs]: LostMember<Outputs[Noun]> }[keyof Outputs];

describe('outputs as JSON', () => {
  it('lose nothing', () => {
    expectTypeOf<LostOutputs>().toBeNever();
  });

  it('are checked by a rule that finds losses', () => {
    expectTypeOf<Lost<{ a: [{ b: bigint }] }>>().toEqualTypeOf<bigint>();
    expectTypeOf<Lost<Map<string, string> | null>>().toEqualTypeOf<Map<string, string>>();
    expectTypeOf<Lost<{ list: (string | undefined)[] }>>().toEqualTypeOf<'undefined in a list'>();
    expectTypeOf<Lost<AsyncGenerator<{ bytes: Buffer }>>>().not.toBeNever();
    expectTypeOf<Lost<{ at: Date; name?: string }>>().toBeNever();
  });
});
