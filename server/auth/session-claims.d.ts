import type { SignIn } from '@/server/services/sign-in/sign-in';

// What the signed cookie carries: enough to find the sign-in again, nothing to trust by itself.
declare module 'next-auth' {
  interface Session {
    signIn: SignIn | null;
  }
  interface User {
    signIn?: SignIn;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    signIn?: SignIn;
  }
}
