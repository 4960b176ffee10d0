import { answerThroughNext } from '@/server/public-app';

export const dynamic = 'force-dynamic';

export { answerThroughNext as DELETE, answerThroughNext as GET, answerThroughNext as POST };
