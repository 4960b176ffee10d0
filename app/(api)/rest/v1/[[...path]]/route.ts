import { answerThroughNext } from '@/server/public-app';

export const dynamic = 'force-dynamic';

export {
  answerThroughNext as DELETE,
  answerThroughNext as GET,
  answerThroughNext as HEAD,
  answerThroughNext as OPTIONS,
  answerThroughNext as PATCH,
  answerThroughNext as POST,
  answerThroughNext as PUT,
};
