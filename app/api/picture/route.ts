import { answerPicture } from '@/server/trpc/answer-picture';

export const dynamic = 'force-dynamic';

export { answerPicture as GET };
