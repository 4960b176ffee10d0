import { handleNextRequest } from '@/server/public-app';

export const dynamic = 'force-dynamic';

export {
  handleNextRequest as DELETE,
  handleNextRequest as GET,
  handleNextRequest as HEAD,
  handleNextRequest as OPTIONS,
  handleNextRequest as PATCH,
  handleNextRequest as POST,
  handleNextRequest as PUT,
};
