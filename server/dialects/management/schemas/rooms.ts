import { z } from '@hono/zod-openapi';
import { id, idOf, orgId, paged, time } from './base';

const MODES = ['flow', 'suggestions', 'people'] as const;

const FLOW_ID = '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6b';

export const roomPath = z.object({ orgId, roomId: idOf('the room') });

export const createRoomBody = z
  .strictObject({
    name: z.string(),
    mode: z.enum(MODES).openapi({
      description:
        'flow: a flow replies; suggestions: a flow proposes replies to people; people: people reply',
    }),
    flowId: z
      .string()
      .nullish()
      .openapi({ description: 'Id or slug of the flow; required, except in the mode people' }),
  })
  .openapi('CreateRoom', { example: { name: 'Support', mode: 'flow', flowId: FLOW_ID } });
export const updateRoomBody = z
  .strictObject({
    name: z.string().optional(),
    mode: z.enum(MODES).optional(),
    flowId: z.string().nullish().openapi({ description: 'Id or slug of the flow' }),
  })
  .openapi('UpdateRoom', { example: { mode: 'people' } });

export const room = z
  .object({
    id,
    name: z.string(),
    mode: z.enum(MODES),
    flowId: id.nullable(),
    channels: z.number().int().openapi({ description: 'Number of channels with conversations in the room' }),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('Room');
export const roomList = paged(room).openapi('Rooms');
