import type { Database } from './client';

export type UploadRow = {
  orgId: string;
  id: string;
  channelId: string;
  name: string;
  mime: string;
  size: number;
  bytes: Uint8Array<ArrayBuffer>;
  createdAt: Date;
};

export async function insertUpload({ prisma }: Database, row: UploadRow): Promise<void> {
  await prisma.upload.create({ data: row });
}

/** How many bytes an organization has been sent since a time. */
export async function countUploadedBytes(
  { prisma }: Database,
  { orgId, since }: { orgId: string; since: Date },
): Promise<number> {
  const { _sum } = await prisma.upload.aggregate({
    where: { orgId, createdAt: { gt: since } },
    _sum: { size: true },
  });
  return _sum.size ?? 0;
}

export async function findUpload(
  { prisma }: Database,
  { orgId, id }: { orgId: string; id: string },
): Promise<UploadRow | null> {
  return prisma.upload.findUnique({ where: { orgId_id: { orgId, id } } });
}
