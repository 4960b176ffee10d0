import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { findFault } from '@/server/auth/find-fault';
import { getAuthOptions } from '@/server/auth/options';

type Context = { params: Promise<{ nextauth: string[] }> };

const handle = async (request: NextRequest, context: Context) =>
  (await findFault(request)) ?? NextAuth(request, context, getAuthOptions());

export { handle as GET, handle as POST };
