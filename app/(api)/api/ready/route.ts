import { answerThroughNext } from '@/server/public-app';

export const dynamic = 'force-dynamic';

export { answerThroughNext as GET };
