import { z } from '@hono/zod-openapi';
import { createdAt, described, flowIdOf, id, idOf, orgId, paged, time } from './base';

const MODES = ['flow', 'suggestions', 'people'] as const;

const FLOW_ID = '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6b';

const name = z.string();
const mode = z.enum(MODES).openapi({
  description: 'flow: a flow replies; suggestions: a flow proposes replies to people; people: people reply',
});

export const roomPath = z.object({ orgId, roomId: idOf('the room') });

export const createRoomBody = z
  .strictObject({
    name: name.openapi(described(255, 'Name of the room, 1 to 255 characters')),
    mode,
    flowId: z.string().nullish().openapi({
      description: 'Id or slug of the flow; required, except in the mode people, which has none',
    }),
  })
  .openapi('CreateRoom', { example: { name: 'Support', mode: 'flow', flowId: FLOW_ID } });
export const updateRoomBody = z
  .strictObject({
    name: name.optional().openapi(described(255, 'Name of the room, 1 to 255 characters')),
    mode: mode.optional(),
    flowId: z.string().nullish().openapi({
      description: 'Id or slug of the flow; required, except in the mode people, which has none',
    }),
  })
  .openapi('UpdateRoom', { example: { mode: 'people' } });

export const room = z
  .object({
    id: id.describe('Id of the room'),
    name: name.describe('Name of the room'),
    mode,
    flowId: flowIdOf('the room'),
    channels: z.number().int().openapi({ description: 'Number of channels with conversations in the room' }),
    createdAt,
    updatedAt: time.describe('When it was changed last'),
  })
  .openapi('Room');
export const roomList = paged(room).openapi('Rooms');
