import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createRoom } from '@/server/services/room/create-room';
import { deleteRoom } from '@/server/services/room/delete-room';
import { getRoom } from '@/server/services/room/get-room';
import { listRooms } from '@/server/services/room/list-rooms';
import { updateRoom } from '@/server/services/room/update-room';
import { orgPath, pageQuery } from '../schemas/base';
import { createRoomBody, room, roomList, roomPath, updateRoomBody } from '../schemas/rooms';

const listRoomsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/rooms',
    operationId: 'listRooms',
    tags: ['Rooms'],
    summary: 'List rooms',
    description: 'Rooms with their modes, newest first.',
    request: { params: orgPath, query: pageQuery },
    responses: { 200: jsonReply('Rooms, newest first', roomList) },
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
    operationId: 'createRoom',
    tags: ['Rooms'],
    summary: 'Create a room',
    description:
      'A room decides who replies in the conversations of its channels: a flow, people with suggestions of a flow, or people.',
    request: { params: orgPath, body: jsonBody(createRoomBody, { required: true }) },
    responses: { 201: jsonReply('The room', room) },
  }),
  async ({ ctx, body }) => ({
    status: 201,
    body: await createRoom(ctx, body),
  }),
  { failures: ['flow_not_published'] },
);

const getRoomEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/rooms/{roomId}',
    operationId: 'getRoom',
    tags: ['Rooms'],
    summary: 'Read a room',
    description: 'Mode, flow and number of channels.',
    request: { params: roomPath },
    responses: { 200: jsonReply('The room', room) },
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
    operationId: 'updateRoom',
    tags: ['Rooms'],
    summary: 'Change a room',
    description: 'Fields that are left out do not change. The mode people removes the flow.',
    request: { params: roomPath, body: jsonBody(updateRoomBody, { required: true }) },
    responses: { 200: jsonReply('The room', room) },
  }),
  async ({ ctx, params: { roomId }, body }) => ({
    status: 200,
    body: await updateRoom(ctx, { ...body, roomId }),
  }),
  { failures: ['flow_not_published'] },
);

const removeRoomEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/rooms/{roomId}',
    operationId: 'removeRoom',
    tags: ['Rooms'],
    summary: 'Remove a room',
    description: 'Refused while the room has channels.',
    request: { params: roomPath },
    responses: {
      204: { description: 'Removed' },
    },
  }),
  async ({ ctx, params: { roomId } }) => {
    await deleteRoom(ctx, { roomId });
    return { status: 204 };
  },
  { failures: ['room_in_use'] },
);

/** The endpoints of rooms. */
export const roomEndpoints = [
  listRoomsEndpoint,
  createRoomEndpoint,
  getRoomEndpoint,
  updateRoomEndpoint,
  removeRoomEndpoint,
];
