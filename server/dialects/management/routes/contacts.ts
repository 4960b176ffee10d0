import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createContact } from '@/server/services/contact/create-contact';
import { eraseContact } from '@/server/services/contact/erase-contact';
import { exportContact } from '@/server/services/contact/export-contact';
import { getContact, listSessionsOfContact } from '@/server/services/contact/get-contact';
import { listContacts } from '@/server/services/contact/list-contacts';
import { mergeContacts } from '@/server/services/contact/merge-contacts';
import { updateContact } from '@/server/services/contact/update-contact';
import type { JsonObject } from '@/server/shared/json';
import { orgPath } from '../schemas/base';
import {
  contact,
  contactExport,
  contactList,
  contactPath,
  contactSessions,
  contactsQuery,
  createContactBody,
  erasure,
  mergeContactBody,
  updateContactBody,
} from '../schemas/contacts';

const listContactsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/contacts',
    operationId: 'listContacts',
    tags: ['Contacts'],
    summary: 'List contacts',
    description: 'The people whom sessions talk with, newest first.',
    request: { params: orgPath, query: contactsQuery },
    responses: { 200: jsonReply('Contacts, newest first', contactList) },
  }),
  async ({ ctx, query }) => ({ status: 200, body: await listContacts(ctx, query) }),
);

const createContactEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/contacts',
    operationId: 'createContact',
    tags: ['Contacts'],
    summary: 'Create a contact',
    description: 'A thread makes the contact of its address by itself; this makes one before.',
    request: { params: orgPath, body: jsonBody(createContactBody, { required: true }) },
    responses: { 201: jsonReply('The contact', contact) },
  }),
  async ({ ctx, body: { attributes, ...body } }) => ({
    status: 201,
    body: await createContact(ctx, { ...body, attributes: attributes as JsonObject | undefined }),
  }),
  { failures: ['limit_exceeded'] },
);

const getContactEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/contacts/{contactId}',
    operationId: 'getContact',
    tags: ['Contacts'],
    summary: 'Read a contact',
    description: 'Name, locale, attributes and addresses.',
    request: { params: contactPath },
    responses: { 200: jsonReply('The contact', contact) },
  }),
  async ({ ctx, params: { contactId } }) => ({ status: 200, body: await getContact(ctx, { contactId }) }),
);

const updateContactEndpoint = defineEndpoint(
  createRoute({
    method: 'patch',
    path: '/orgs/{orgId}/contacts/{contactId}',
    operationId: 'updateContact',
    tags: ['Contacts'],
    summary: 'Change a contact',
    description: 'Fields and attributes that are left out do not change.',
    request: { params: contactPath, body: jsonBody(updateContactBody, { required: true }) },
    responses: { 200: jsonReply('The contact', contact) },
  }),
  async ({ ctx, params: { contactId }, body: { attributes, ...body } }) => ({
    status: 200,
    body: await updateContact(ctx, {
      ...{ ...body, contactId },
      attributes: attributes as JsonObject | undefined,
    }),
  }),
  { failures: ['limit_exceeded'] },
);

const mergeContactEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/contacts/{contactId}/merge',
    operationId: 'mergeContact',
    tags: ['Contacts'],
    summary: 'Merge a contact',
    description:
      'Merges another contact into this one: it gets the addresses, and what it does not know itself. The other one is deleted.',
    request: { params: contactPath, body: jsonBody(mergeContactBody, { required: true }) },
    responses: { 200: jsonReply('The contact', contact) },
  }),
  async ({ ctx, params: { contactId }, body }) => ({
    status: 200,
    body: await mergeContacts(ctx, { contactId, otherId: body.contactId }),
  }),
  { failures: ['limit_exceeded'] },
);

const listContactSessionsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/contacts/{contactId}/sessions',
    operationId: 'listContactSessions',
    tags: ['Contacts'],
    summary: 'List the sessions of a contact',
    description: 'The last 100 sessions at all addresses of the contact, newest first.',
    request: { params: contactPath },
    responses: { 200: jsonReply('Sessions, newest first', contactSessions) },
  }),
  async ({ ctx, params: { contactId } }) => ({
    status: 200,
    body: { items: await listSessionsOfContact(ctx, { contactId }) },
  }),
);

const exportContactEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/contacts/{contactId}/export',
    operationId: 'exportContact',
    tags: ['Contacts'],
    summary: 'Export a person',
    description:
      'Everything that was said with the person, kept about them and sent, as one file of at most 1,000 sessions and 64 MB.',
    request: { params: contactPath },
    responses: { 200: jsonReply('The file', contactExport) },
  }),
  async ({ ctx, params: { contactId } }) => ({
    status: 200,
    body: await exportContact(ctx, { contactId }),
    headers: { 'Content-Disposition': `attachment; filename="person-${contactId}.json"` },
  }),
  { failures: ['limit_exceeded'] },
);

const eraseContactEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/contacts/{contactId}/erase',
    operationId: 'eraseContact',
    tags: ['Contacts'],
    summary: 'Erase a person',
    description:
      'Deletes the contact, its sessions and threads, and everything that contains their words. Running sessions end at once, without a webhook. This cannot be undone.',
    request: { params: contactPath },
    responses: { 200: jsonReply('What was deleted', erasure) },
  }),
  async ({ ctx, params: { contactId } }) => ({ status: 200, body: await eraseContact(ctx, { contactId }) }),
);

/** The endpoints of contacts. */
export const contactEndpoints = [
  listContactsEndpoint,
  createContactEndpoint,
  getContactEndpoint,
  updateContactEndpoint,
  mergeContactEndpoint,
  listContactSessionsEndpoint,
  exportContactEndpoint,
  eraseContactEndpoint,
];
