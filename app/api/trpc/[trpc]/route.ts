import { handleTrpcRequest } from '@/server/trpc/handle-request';

export const dynamic = 'force-dynamic';

// Those that no call may use are refused in the console's own shape.
export {
  handleTrpcRequest as DELETE,
  handleTrpcRequest as GET,
  handleTrpcRequest as HEAD,
  handleTrpcRequest as OPTIONS,
  handleTrpcRequest as PATCH,
  handleTrpcRequest as POST,
  handleTrpcRequest as PUT,
};
