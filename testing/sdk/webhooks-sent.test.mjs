import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verifyWebhook } from '@clerk/backend/webhooks';
import { Webhook } from 'svix';
import { newUser, unique } from './lib/clerk.mjs';
import { eventually, startEmulator } from './lib/own-emulator.mjs';

let emulator;
let clerk;

before(async () => {
  emulator = await startEmulator();
  clerk = emulator.client;
});

after(() => emulator?.stop());

function asRequest({ headers, body }) {
  return new Request('http://127.0.0.1/', { method: 'POST', headers, body });
}

async function clerkVerifies(message) {
  return verifyWebhook(asRequest(message), { signingSecret: emulator.webhookSecret });
}

function svixVerifies({ headers, body }) {
  return new Webhook(emulator.webhookSecret).verify(body, headers);
}

/** Does everything that makes Clerk tell of something. */
async function tellEverything() {
  const user = await newUser({}, clerk);
  await clerk.users.updateUser(user.id, { firstName: 'Zoë “Ω” 😀' });
  const session = await clerk.sessions.createSession({ userId: user.id });
  await clerk.sessions.revokeSession(session.id);
  const { id: organizationId } = await clerk.organizations.createOrganization({
    name: unique('Told'),
    createdBy: user.id,
  });
  await clerk.organizations.updateOrganization(organizationId, { name: 'Renamed' });
  const membership = { organizationId, userId: user.id };
  await clerk.organizations.updateOrganizationMembership({ ...membership, role: 'org:member' });
  await clerk.organizations.deleteOrganizationMembership(membership);
  await clerk.organizations.deleteOrganization(organizationId);
  await clerk.users.deleteUser(user.id);
  return { userId: user.id, organizationId };
}

const TYPES = [
  'user.created',
  'user.updated',
  'user.deleted',
  'session.created',
  'session.revoked',
  'organization.created',
  'organization.updated',
  'organization.deleted',
  'organizationMembership.created',
  'organizationMembership.updated',
  'organizationMembership.deleted',
];

test('both libraries verify every type of event that the emulator sends', async () => {
  const { userId, organizationId } = await tellEverything();
  const about = () =>
    emulator.received.filter(({ body }) => [userId, organizationId].some((id) => body.includes(id)));
  const types = () => new Set(about().map(({ body }) => JSON.parse(body).type));

  await eventually('all types have come', () => types().size >= TYPES.length);

  assert.deepEqual([...types()].sort(), [...TYPES].sort());
  for (const message of about()) {
    const event = await clerkVerifies(message);
    assert.equal(event.object, 'event');
    assert.ok(TYPES.includes(event.type));
    assert.ok(event.data.id);
    assert.deepEqual(svixVerifies(message).data, event.data);
  }
});

test('the event tells what the API tells', async () => {
  const user = await newUser({}, clerk);

  const message = await eventually('user.created has come', () =>
    emulator.received.find(
      ({ body }) => body.includes(user.id) && JSON.parse(body).type === 'user.created',
    ),
  );

  const { data } = await clerkVerifies(message);
  assert.deepEqual(data, user.raw);
});

test('what is sent again has the same id, a new stamp, and verifies', async () => {
  const user = await newUser({}, clerk);
  const first = await eventually('it has come', () =>
    emulator.received.find(({ body }) => body.includes(user.id)),
  );

  await emulator.control('POST', `webhooks/${first.headers['svix-id']}/resend`, {});

  const both = emulator.received.filter(
    ({ headers }) => headers['svix-id'] === first.headers['svix-id'],
  );
  assert.equal(both.length, 2);
  assert.deepEqual(both[1].body, first.body);
  svixVerifies(both[1]);
});

test('every message of a burst comes once and verifies', async () => {
  const { userIds } = await emulator.control('POST', 'burst', { users: 100 });
  const told = () =>
    emulator.received.filter(({ body }) => userIds.includes(JSON.parse(body).data.id));

  await eventually('all have come', () => told().length >= 100);

  told().forEach(svixVerifies);
  assert.equal(new Set(told().map(({ headers }) => headers['svix-id'])).size, 100);
});
