import { z } from 'zod';
import { eraseContact } from '@/server/services/contact/erase-contact';
import { exportContact } from '@/server/services/contact/export-contact';
import { findSessionContact } from '@/server/services/contact/find-session-contact';
import { getContact, listSessionsOfContact } from '@/server/services/contact/get-contact';
import { listContacts } from '@/server/services/contact/list-contacts';
import { mergeContacts } from '@/server/services/contact/merge-contacts';
import { contactChangeSchema } from '@/server/services/contact/schema';
import { updateContact } from '@/server/services/contact/update-contact';
import { idInput, pageInput, searchInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const contactInput = z.object({ contactId: idInput });

/** Contacts: the people whom sessions talk with. */
export const contactRouter = router({
  list: memberProcedure
    .input(pageInput.extend({ search: searchInput }))
    .query(({ ctx, input }) => listContacts(ctx.service, input)),
  get: memberProcedure.input(contactInput).query(({ ctx, input }) => getContact(ctx.service, input)),
  listSessions: memberProcedure
    .input(contactInput)
    .query(({ ctx, input }) => listSessionsOfContact(ctx.service, input)),
  ofSession: memberProcedure
    .input(z.object({ sessionId: idInput }))
    .query(({ ctx, input }) => findSessionContact(ctx.service, input)),
  update: memberProcedure
    .input(contactInput.extend(contactChangeSchema.shape))
    .mutation(({ ctx, input }) => updateContact(ctx.service, input)),
  export: memberProcedure.input(contactInput).mutation(({ ctx, input }) => exportContact(ctx.service, input)),
  erase: memberProcedure.input(contactInput).mutation(({ ctx, input }) => eraseContact(ctx.service, input)),
  merge: memberProcedure
    .input(contactInput.extend({ otherId: idInput }))
    .mutation(({ ctx, input }) => mergeContacts(ctx.service, input)),
});
