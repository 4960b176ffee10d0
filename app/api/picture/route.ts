import { handlePictureRequest } from '@/server/trpc/handle-picture-request';

export const dynamic = 'force-dynamic';

export { handlePictureRequest as GET };
