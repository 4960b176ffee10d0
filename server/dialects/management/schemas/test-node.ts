import { z } from '@hono/zod-openapi';
import { jsonObject } from '@/server/http/body/json-object';
import { definition } from './flows';

export const testNodeBody = z
  .strictObject({
    nodeId: z.string().max(100).describe('Id of a node of the kind `http` or `ai`'),
    variables: jsonObject.optional().openapi({ description: 'Sample values of the variables that it reads' }),
    definition: definition
      .optional()
      .openapi({ description: 'A definition that has the node, which is not saved. Default: the draft' }),
    send: z.boolean().default(false).describe('true: send the request, which is a real call'),
  })
  .openapi('TestNode');

const headers = z.record(z.string(), z.string()).describe('Headers by their names in lower case');
const json = (description: string) => z.unknown().openapi({ description });

const request = z.object({
  method: z.string().describe('The method'),
  connection: z
    .string()
    .nullable()
    .describe('The connection that adds its address, headers and credential; null without one'),
  url: z.string().describe('The URL; with a connection, the path below its address'),
  headers,
  body: z.string().nullable().describe('The body; null without one'),
});

const answer = z.object({
  durationMs: z.number().int().min(0).describe('How long the call took, in milliseconds'),
  response: z
    .object({
      status: z.number().int().describe('The status'),
      headers,
      body: json('The body: JSON if it is JSON, else text'),
    })
    .nullable()
    .describe('The response; null without one'),
  error: z
    .object({
      code: z.string().describe('The code of the error'),
      message: z.string().describe('The error in words'),
    })
    .nullable()
    .describe('Why there is no response; null with one'),
});

const outcome = z.object({
  exit: z
    .string()
    .nullable()
    .describe('The exit that it takes; null if it would make another call, or if the flow fails'),
  assigned: z
    .array(z.object({ name: z.string().describe('The variable'), after: json('Its value') }))
    .describe('The variables that it sets, with their values'),
  tools: z.array(z.string()).describe('The flows that the model asked for as tools'),
  note: z.string().nullable().describe('A further explanation; null without one'),
  failure: z
    .object({
      code: z.string().describe('The code of the failure'),
      message: z.string().describe('The failure in words'),
      nodeId: z.string().nullable().describe('Id of the node at which it fails; null without one'),
    })
    .nullable()
    .describe('Why the flow fails; null if it goes on'),
});

export const nodeTest = z
  .object({
    reads: z.array(z.string()).describe('The variables that the node reads'),
    request: request.nullable().describe('Its request; null if it makes no call with these variables'),
    answer: answer.nullable().describe('What came back; null if nothing was sent'),
    outcome: outcome.nullable().describe('What it does next; null before it has an answer'),
  })
  .openapi('NodeTest');
