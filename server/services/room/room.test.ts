import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addFlow, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { createChannel } from '../channel/create-channel';
import { updateChannel } from '../channel/update-channel';
import type { ServiceContext } from '../context';
import { archiveFlow } from '../flow/archive-flow';
import { createFlow } from '../flow/create-flow';
import { listVersions } from '../flow/version/list-versions';
import { ECHO } from '../session/fixtures/flows';
import { startSession } from '../session/start-session';
import { createRoom } from './create-room';
import { deleteRoom } from './delete-room';
import { getRoom } from './get-room';
import { listRooms } from './list-rooms';
import { requirePeopleFlow } from './require-people-flow';
import type { CreateRoomInput } from './schema';
import { updateRoom } from './update-room';

const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
let flowId: string;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  flowId = (await addFlow(testEnv.platform.db, testEnv.orgId, ECHO)).flowId;
});
afterAll(() => testEnv.close());
beforeEach(() => clock.advance(1_000));

const problem = (code: string, details: object = {}) => ({ problem: { code, details } });
const issueAt = (...path: string[]) => problem('invalid_request', { issues: [{ path }] });

describe('rooms', () => {
  it('are created, read and changed', async () => {
    const room = await createRoom(ctx, { name: ' Desk ', mode: 'flow', flowId });
    expect(room).toMatchObject({ name: 'Desk', mode: 'flow', flowId, channels: 0 });
    expect(await getRoom(ctx, { roomId: room.id })).toEqual(room);
    clock.advance(5);
    const renamed = await updateRoom(ctx, { roomId: room.id, name: 'Front desk', mode: 'suggestions' });
    expect(renamed).toEqual({
      ...room,
      name: 'Front desk',
      mode: 'suggestions',
      updatedAt: new Date(clock.now()),
    });
    const people = await updateRoom(ctx, { roomId: room.id, mode: 'people' });
    expect(people).toMatchObject({ mode: 'people', flowId: null });
    await expect(updateRoom(ctx, { roomId: room.id, mode: 'flow' })).rejects.toMatchObject(issueAt('flowId'));
  });

  const refused: [Partial<CreateRoomInput>, string][] = [
    [{ name: '', mode: 'people' }, 'name'],
    [{ name: 'x'.repeat(256), mode: 'people' }, 'name'],
    [{ name: 'A' }, 'mode'],
    [{ name: 'A', mode: 'flow' }, 'flowId'],
    [{ name: 'A', mode: 'suggestions', flowId: 'nonsense' }, 'flowId'],
  ];
  it.each(refused)('refuse %j', async (input, path) => {
    await expect(createRoom(ctx, input as CreateRoomInput)).rejects.toMatchObject(issueAt(path));
  });

  it('have a flow of their own organization, or none where people reply', async () => {
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    await expect(createRoom(other, { name: 'A', mode: 'flow', flowId })).rejects.toMatchObject(
      issueAt('flowId'),
    );
    await expect(createRoom(ctx, { name: 'A', mode: 'people', flowId })).rejects.toMatchObject(
      issueAt('flowId'),
    );
    const { id } = await createRoom(ctx, { name: 'A', mode: 'people' });
    await expect(getRoom(other, { roomId: id })).rejects.toMatchObject(
      problem('not_found', { thing: 'room' }),
    );
    await expect(deleteRoom(other, { roomId: id })).rejects.toMatchObject(problem('not_found'));
  });

  it('change for their channels at once, and are deleted only without channels', async () => {
    const room = await createRoom(ctx, { name: 'Desk', mode: 'flow', flowId });
    const { channel } = await createChannel(ctx, {
      kind: 'umi',
      name: 'Email',
      label: 'email',
      roomId: room.id,
    });
    expect((await ctx.channels.get(testEnv.orgId, channel.id)).room).toMatchObject({ mode: 'flow' });
    expect(await updateRoom(ctx, { roomId: room.id, mode: 'people' })).toMatchObject({ channels: 1 });
    expect((await ctx.channels.get(testEnv.orgId, channel.id)).room).toMatchObject({ mode: 'people' });
    await expect(deleteRoom(ctx, { roomId: room.id })).rejects.toMatchObject(
      problem('room_in_use', { channels: 1 }),
    );
    const { id: roomId } = await createRoom(ctx, { name: 'Next', mode: 'people' });
    await updateChannel(ctx, { channelId: channel.id, roomId });
    await deleteRoom(ctx, { roomId: room.id });
    await expect(getRoom(ctx, { roomId: room.id })).rejects.toMatchObject(problem('not_found'));
  });

  it('are listed page by page, newest first', async () => {
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    for (const name of ['a', 'b', 'c']) {
      clock.advance(1);
      await createRoom(other, { name, mode: 'people' });
    }
    const first = await listRooms(other, { limit: 2 });
    const rest = await listRooms(other, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    expect(rest.nextCursor).toBeNull();
    const find = async (search: string) => (await listRooms(other, { search, limit: 9 })).items;
    expect((await find('B')).map(({ name }) => name)).toEqual(['b']);
    expect(await find('_')).toEqual([]);
  });
});

describe('requirePeopleFlow', () => {
  it('creates one flow under concurrent calls, and lets a conversation wait for a person', async () => {
    const orgId = await addOrganization(testEnv.platform.db);
    const own = actIn(testEnv.platform, orgId);
    const agent = actIn(testEnv.platform, orgId, { type: 'user', orgId, userId: orgId, role: 'agent' });
    const found = await Promise.all(Array.from({ length: 6 }, () => requirePeopleFlow(agent)));
    expect(new Set(found).size).toBe(1);
    const [peopleFlowId = ''] = found;
    expect(await requirePeopleFlow(agent)).toBe(peopleFlowId);
    const session = await startSession(own, { flowId: peopleFlowId });
    expect(session).toMatchObject({ session: { status: 'awaiting_transfer' }, messages: [] });
    const { items } = await listVersions(own, { flowId: peopleFlowId, limit: 9 });
    await requirePeopleFlow(agent);
    expect((await listVersions(own, { flowId: peopleFlowId, limit: 9 })).items).toEqual(items);
    await archiveFlow(own, { flowId: peopleFlowId });
    expect(await requirePeopleFlow(agent)).not.toBe(peopleFlowId);
  });

  it("does not publish an author's draft", async () => {
    const own = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    const { id } = await createFlow(own, { name: 'Mine', slug: 'people' });
    await expect(requirePeopleFlow(own)).rejects.toMatchObject(problem('flow_not_published', { flowId: id }));
  });
});
