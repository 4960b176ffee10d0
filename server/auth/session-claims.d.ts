import type { SignIn } from '@/server/services/sign-in/sign-in';

// The content of the signed cookie: the id of the sign-in, nothing to be trusted by itself.
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
