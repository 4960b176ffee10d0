import { handleTrpcRequest } from '@/server/trpc/handle-request';

export const dynamic = 'force-dynamic';

// Methods that no call uses are refused in the console's own error format.
export {
  handleTrpcRequest as DELETE,
  handleTrpcRequest as GET,
  handleTrpcRequest as HEAD,
  handleTrpcRequest as OPTIONS,
  handleTrpcRequest as PATCH,
  handleTrpcRequest as POST,
  handleTrpcRequest as PUT,
};
