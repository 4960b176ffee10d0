import { handleNextRequest } from '@/server/public-app';

export const dynamic = 'force-dynamic';

export { handleNextRequest as GET };
