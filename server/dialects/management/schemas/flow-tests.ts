import { z } from '@hono/zod-openapi';
import { MAX_NAME_CHARS } from '@/server/services/flow/test/require-tests';
import { anyObject, id } from './base';
import { definition, tests } from './flows';
import { search } from './replays';

export const flowTestsBody = z.strictObject({ tests }).openapi('FlowTests');

export const runTestsBody = z
  .strictObject({
    tests: tests.optional().openapi({
      description: 'Tests to run, each as /schemas/flow.json describes it. Default: the stored ones',
    }),
    definition: definition
      .optional()
      .openapi({ description: 'A definition to test, which is not saved. Default: the draft' }),
  })
  .openapi('RunFlowTests');

export const addedTests = z
  .object({
    added: z.array(z.string()).describe('The names of the added tests'),
    total: z.number().int().describe('The number of tests that the flow has now'),
  })
  .openapi('AddedFlowTests');

export const sessionTestBody = z
  .strictObject({
    sessionId: id.describe('Id of a session of the flow'),
    turns: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe('Number of turns that the test has, from the first; default: all'),
    name: z
      .string()
      .min(1)
      .max(MAX_NAME_CHARS)
      .optional()
      .describe('Name of the test; default: the first steps and the last node'),
  })
  .openapi('NewSessionTest');

const difference = z
  .string()
  .nullable()
  .describe(
    'The part of the conversation that first differs from the session: `steps` if the test lacks some, `masked` if it depends on a credential, else a field of an expectation; null if it is the same',
  );

export const sessionTest = z
  .object({
    test: anyObject.describe('The test, as /schemas/flow.json describes it'),
    difference,
  })
  .openapi('SessionTest');

export const trafficTestsBody = z
  .strictObject({
    search: search
      .optional()
      .describe('The sessions to choose from, the newest first; default: the last 1,000'),
  })
  .openapi('NewTrafficTests');

export const trafficTests = z
  .object({
    added: z
      .array(
        z.object({
          name: z.string().describe('Name of the test'),
          sessionId: id.describe('Id of the session'),
          difference,
          passed: z
            .boolean()
            .nullable()
            .describe('Whether the test passes on the draft; null while the draft has errors'),
        }),
      )
      .describe('The added tests'),
    sessions: z.number().int().describe('The number of sessions that were read'),
    isComplete: z.boolean().describe('Whether all sessions of the search were read; false after 20 seconds'),
  })
  .openapi('TrafficTests');

const failure = z
  .object({
    at: z
      .enum(['start', 'step', 'end'])
      .describe('The place of the failure; `end` is the complete conversation'),
    step: z.number().int().nullable().describe('Index of the step, from 0; null at `start` and `end`'),
    part: z
      .string()
      .describe('The field of the expectation, `step` for a step that the flow did not take, or `answers`'),
    message: z.string().describe('The step, what was expected and what came, in words'),
    diff: z
      .array(z.string())
      .describe('Lines that begin with `- ` (expected), `+ ` (came) or two spaces (the same)'),
  })
  .openapi('FlowTestFailure');

const result = z
  .object({
    name: z.string().describe('Name of the test'),
    passed: z.boolean().describe('Whether the test passed'),
    failures: z
      .array(failure)
      .describe('The failures of the first step that fails; empty if the test passed'),
  })
  .openapi('FlowTestResult');

const covered = z.object({
  covered: z.number().int().describe('How many of them a test passes'),
  total: z.number().int().describe('How many there are'),
});

const coverage = z
  .object({
    nodes: covered.describe('The nodes of the flow, and of the flows that it calls'),
    exits: covered.describe('The exits that the flow can take'),
    byNode: z
      .array(
        z.object({
          node: z.string().describe('Id of the node, after the slug of a called flow and a slash'),
          kind: z.string().describe('Kind of the node'),
          tests: z.number().int().describe('The number of tests that pass the node'),
          exits: z
            .array(
              z.object({
                exit: z.string().describe('Name of the exit'),
                tests: z.number().int().describe('The number of tests that take it'),
              }),
            )
            .describe('The exits of the node'),
        }),
      )
      .describe('Each node with its exits'),
  })
  .openapi('FlowTestCoverage');

export const testReport = z
  .object({
    passed: z.number().int().describe('The number of tests that passed'),
    failed: z.number().int().describe('The number of tests that failed'),
    results: z.array(result).describe('The result of each test, in their order'),
    coverage: coverage.describe('The nodes and exits that the tests pass'),
  })
  .openapi('FlowTestReport');
