import { z } from 'zod';
import { flowTestFile, flowTests } from './test-document';

/** The JSON Schema (draft 2020-12) of a file of tests. */
export function flowTestJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(flowTestFile, { io: 'input', unrepresentable: 'any' });
}

/** The JSON Schema (draft 2020-12) of a list of tests. */
export function flowTestsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(flowTests, { io: 'input', unrepresentable: 'any' });
}
