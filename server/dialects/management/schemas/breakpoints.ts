import { z } from '@hono/zod-openapi';
import {
  ACTIVE_MS,
  HOLD_MS,
  MAX_CONDITION_CHARS,
  MOST_BREAKPOINTS,
} from '@/server/services/breakpoint/limits';
import { anyObject, createdAt, id, idOf, orgId, time } from './base';
import { flowId } from './flows';

export const breakpointPath = z.object({ orgId, flowId, breakpointId: idOf('the breakpoint') });

const calledFlow = z
  .string()
  .describe('The slug of the called flow that the node belongs to; empty for the flow itself');
const nodeId = z.string().describe('Id of the node before which sessions are held');
const version = z.number().int().min(1);

function milliseconds({ min, max, default: usual }: { min: number; max: number; default: number }) {
  return z.number().int().min(min).max(max).optional().openapi({ default: usual });
}

export const newBreakpoint = z
  .strictObject({
    nodeId: nodeId.min(1).max(200),
    calledFlow: calledFlow.max(200).optional(),
    version: version.optional().describe('Number of the version; default: the published one'),
    sessionId: id.nullable().optional().describe('The one session to hold; default: all of the version'),
    condition: z
      .string()
      .max(MAX_CONDITION_CHARS)
      .nullable()
      .optional()
      .describe(
        'An expression in the language of flows; sessions are held where it is true. Default: always',
      ),
    holdMs: milliseconds(HOLD_MS).describe(
      'How long a session is held, in milliseconds; default: two minutes',
    ),
    activeMs: milliseconds(ACTIVE_MS).describe('How long the breakpoint stays set; default: one hour'),
  })
  .openapi('NewBreakpoint', { description: `An organization has at most ${MOST_BREAKPOINTS} breakpoints` });

export const breakpoint = z
  .object({
    id: id.describe('Id of the breakpoint'),
    flowId: id.describe('Id of the flow'),
    version: version.describe('Number of the version'),
    nodeId,
    calledFlow,
    sessionId: id.nullable().describe('The one session that it holds; null for all of the version'),
    condition: z.string().nullable().describe('Where it holds sessions; null for always'),
    holdMs: z.number().int().describe('How long a session is held, in milliseconds'),
    createdBy: z.string().describe('The member or the key that set it'),
    createdAt,
    expiresAt: time.describe('When it is removed by itself'),
  })
  .openapi('Breakpoint');

export const breakpointList = z
  .object({ items: z.array(breakpoint).describe('The breakpoints, newest first') })
  .openapi('BreakpointList');

const held = {
  calledFlow,
  nodeId,
  breakpointId: id.describe('The breakpoint; steps keep the first one'),
  since: time.describe('When it was held'),
};

export const heldSessionList = z
  .object({
    items: z
      .array(
        z.object({
          sessionId: id.describe('Id of the session'),
          flowId: id.describe('Id of the flow'),
          isTest: z.boolean().describe('true for a session that runs a draft'),
          ...held,
          until: time.describe('When it is let go by itself'),
        }),
      )
      .describe('The sessions, those that are let go first at the beginning'),
  })
  .openapi('HeldSessionList');

export const heldSession = z
  .object({
    sessionId: id.describe('Id of the session'),
    turnNo: z.number().int().describe('Number of its last turn'),
    ...held,
    variables: anyObject.describe('The variables of the flow that goes on'),
    preview: z
      .object({
        step: anyObject
          .nullable()
          .describe('The trace of the node, as in a turn; null if the flow cannot run it'),
        texts: z.array(z.string()).describe('The plain texts that it would send'),
        calls: z
          .array(
            z.object({
              method: z.string().describe('The HTTP method'),
              url: z.string().describe('The address, with credentials masked'),
            }),
          )
          .describe('The calls that it would make'),
        status: z.string().describe('The status that the session would have'),
        failure: z
          .object({
            code: z.string().describe('Code of the error, for programs'),
            message: z.string().describe('The cause'),
            nodeId: z.string().nullable().describe('The node that would fail; null if no node did'),
          })
          .nullable()
          .describe('The error of the flow; null unless it would fail'),
      })
      .describe('What the node would do. Nothing of it has happened'),
  })
  .openapi('HeldSession');

const ifTurn = z
  .number()
  .int()
  .min(1)
  .max(2_147_483_647)
  .optional()
  .describe('The turn number that you saw last; a session that has gone on is not changed (412)');

export const continueBody = z
  .strictObject({
    step: z.boolean().optional().describe('Whether it is held again before the next node; default: false'),
    ifTurn,
  })
  .openapi('ContinueSession');

export const releaseBody = z.strictObject({ ifTurn }).openapi('ReleaseSession');

export const editBody = z
  .strictObject({
    set: anyObject.describe('Variables to set, by name, of the flow that goes on'),
    ifTurn,
  })
  .openapi('EditHeldVariables');

export const keptHold = z
  .object({ until: time.describe('When the session is let go by itself') })
  .openapi('KeptHold');
