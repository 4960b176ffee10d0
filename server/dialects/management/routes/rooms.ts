import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createRoom } from '@/server/services/room/create-room';
import { deleteRoom } from '@/server/services/room/delete-room';
import { getRoom } from '@/server/services/room/get-room';
import { listRooms } from '@/server/services/room/list-rooms';
import { updateRoom } from '@/server/services/room/update-room';
import { errorBody, orgPath, pageQuery } from '../schemas/base';
import { createRoomBody, room, roomList, roomPath, updateRoomBody } from '../schemas/rooms';
import { FAILURES, NAMED_FAILURES } from './describe-route';

const listRoomsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/rooms',
    summary: 'List rooms',
    description: 'Where people answer, and how, the newest first.',
    request: { params: orgPath, query: pageQuery },
    responses: { 200: jsonReply('Rooms, the newest first', roomList), ...FAILURES },
  }),
  async ({ ctx, query }) => ({
    status: 200,
    body: await listRooms(ctx, query),
  }),
);

const createRoomEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/rooms',
    summary: 'Make a room',
    description:
      'Conversations of channels are held in rooms: by a flow, by people with proposals of a flow, or by people alone.',
    request: { params: orgPath, body: jsonBody(createRoomBody, { required: true }) },
    responses: { 201: jsonReply('The room', room), ...FAILURES },
  }),
  async ({ ctx, body }) => ({
    status: 201,
    body: await createRoom(ctx, body),
  }),
);

const getRoomEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/rooms/{roomId}',
    summary: 'Read a room',
    description: 'Its mode, its flow, and how many channels hold their conversations in it.',
    request: { params: roomPath },
    responses: { 200: jsonReply('The room', room), ...NAMED_FAILURES },
  }),
  async ({ ctx, params: { roomId } }) => ({
    status: 200,
    body: await getRoom(ctx, { roomId }),
  }),
);

const updateRoomEndpoint = defineEndpoint(
  createRoute({
    method: 'patch',
    path: '/orgs/{orgId}/rooms/{roomId}',
    summary: 'Change a room',
    description: 'What is left out stays; a room that goes over to people lets go of its flow.',
    request: { params: roomPath, body: jsonBody(updateRoomBody, { required: true }) },
    responses: { 200: jsonReply('The room', room), ...NAMED_FAILURES },
  }),
  async ({ ctx, params: { roomId }, body }) => ({
    status: 200,
    body: await updateRoom(ctx, { ...body, roomId }),
  }),
);

const removeRoomEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/rooms/{roomId}',
    summary: 'Remove a room',
    description: 'Refused while channels hold their conversations in it.',
    request: { params: roomPath },
    responses: {
      204: { description: 'It is gone' },
      ...NAMED_FAILURES,
      409: jsonReply('room_in_use: move its channels first', errorBody),
    },
  }),
  async ({ ctx, params: { roomId } }) => {
    await deleteRoom(ctx, { roomId });
    return { status: 204 };
  },
);

/** The endpoints of rooms. */
export const roomEndpoints = [
  listRoomsEndpoint,
  createRoomEndpoint,
  getRoomEndpoint,
  updateRoomEndpoint,
  removeRoomEndpoint,
];
