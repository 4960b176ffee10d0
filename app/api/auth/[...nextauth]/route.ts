import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { toCallerOrigin } from '@/server/auth/client-address';
import { findBadRequest } from '@/server/auth/find-bad-request';
import { toAuthOptions } from '@/server/auth/options';
import { getContainer } from '@/server/container';

type Context = { params: Promise<{ nextauth: string[] }> };

const handle = async (request: NextRequest, context: Context) =>
  (await findBadRequest(request)) ??
  NextAuth(request, context, toAuthOptions(getContainer(), toCallerOrigin(request.headers)));

export { handle as GET, handle as POST };
