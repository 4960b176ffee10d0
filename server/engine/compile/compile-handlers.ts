import type { FlowDefinition } from '../definition';
import type { Handler } from '../definition/handler';
import type { CompiledExpression, Compiler } from './compiler';

/** A handler with its compiled condition; null without one. */
export type ProgramHandler = Handler & { readonly match: CompiledExpression | null };

/** Compiles the conditions of the handlers of a flow. */
export function compileHandlers(
  { handlers = [] }: Pick<FlowDefinition, 'handlers'>,
  compiler: Compiler,
): ProgramHandler[] {
  return handlers.map((handler, index) => {
    const source = handler.on.type === 'event' ? handler.on.match : undefined;
    const match =
      source === undefined ? null : compiler.expression(`/handlers/${index}/on/match`, source, ['event']);
    return { ...handler, match };
  });
}
