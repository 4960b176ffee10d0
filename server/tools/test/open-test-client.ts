import { PrismaPg } from '@prisma/adapter-pg';
import { type Database, type DatabaseOptions, openDatabase } from '@/server/db/connection/client';
import { PrismaClient } from '@/server/db/generated/client';

/** A database of a test, which may also be read and set up through Prisma's client. */
export type TestDatabaseClient = Database & { prisma: PrismaClient };

/** Opens a database as the product does, with Prisma's client on the same pool. */
export function openTestClient(url: string, options: DatabaseOptions): TestDatabaseClient {
  const db = openDatabase(url, options);
  return { ...db, prisma: new PrismaClient({ adapter: new PrismaPg(db.pool) }) };
}
