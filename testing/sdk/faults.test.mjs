import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { verifyToken } from '@clerk/backend';
import { isClerkAPIResponseError } from '@clerk/shared/error';
import { newUser, refusal } from './lib/clerk.mjs';
import { startEmulator } from './lib/own-emulator.mjs';

let emulator;
let clerk;

before(async () => {
  emulator = await startEmulator();
  clerk = emulator.client;
});

afterEach(() => emulator.switches({ apiOutage: false, apiRateLimited: false, apiSlowMillis: 0 }));

after(() => emulator?.stop());

function assertClerkError(error, status, code) {
  assert.ok(isClerkAPIResponseError(error), String(error));
  assert.equal(error.status, status);
  assert.equal(error.errors[0].code, code);
  assert.ok(error.errors[0].message);
  assert.ok(error.errors[0].longMessage);
  assert.match(error.clerkTraceId, /^[0-9a-f]{32}$/);
}

test('404 of everything that can be asked for by id', async () => {
  const calls = [
    clerk.users.getUser('user_nobody'),
    clerk.users.updateUser('user_nobody', { firstName: 'X' }),
    clerk.users.updateUserMetadata('user_nobody', { publicMetadata: {} }),
    clerk.users.banUser('user_nobody'),
    clerk.users.deleteUser('user_nobody'),
    clerk.organizations.getOrganization({ organizationId: 'org_nowhere' }),
    clerk.organizations.getOrganizationMembershipList({ organizationId: 'org_nowhere' }),
    clerk.organizations.deleteOrganization('org_nowhere'),
    clerk.sessions.getSession('sess_none'),
    clerk.sessions.revokeSession('sess_none'),
    clerk.sessions.getToken('sess_none'),
  ];
  for (const call of await Promise.allSettled(calls)) {
    assert.equal(call.status, 'rejected');
    assertClerkError(call.reason, 404, 'resource_not_found');
  }
});

test('422 names the parameter', async () => {
  const user = await newUser({}, clerk);
  const taken = { emailAddress: [user.primaryEmailAddress.emailAddress] };

  const error = await refusal(newUser(taken, clerk));
  const order = await refusal(clerk.users.getUserList({ orderBy: 'shoe_size' }));
  const limit = await refusal(clerk.users.getUserList({ limit: 501 }));

  assertClerkError(error, 422, 'form_identifier_exists');
  assert.equal(error.errors[0].meta.paramName, 'email_address');
  assertClerkError(order, 422, 'form_param_format_invalid');
  assert.equal(order.errors[0].meta.paramName, 'order_by');
  assertClerkError(limit, 422, 'form_param_format_invalid');
});

test('a wrong secret key is 401', async () => {
  const error = await refusal(emulator.clientWithKey('sk_test_wrong').users.getUserList());

  assertClerkError(error, 401, 'clerk_key_invalid');
});

test('429 tells in seconds when to come again', async () => {
  await emulator.switches({ apiRateLimited: true });

  const error = await refusal(clerk.users.getUserList());

  assertClerkError(error, 429, 'too_many_requests');
  assert.equal(error.retryAfter, 1);
});

test('a rate limit leaves the keys for tokens alone', async () => {
  const { token, userId } = await emulator.control('POST', 'tokens', { user: 'ada' });
  await emulator.switches({ apiRateLimited: true });

  const claims = await verifyToken(token, emulator.verification);

  assert.equal(claims.sub, userId);
});

test('an outage is 503', async () => {
  await emulator.switches({ apiOutage: true });

  assertClerkError(await refusal(clerk.users.getUserList()), 503, 'service_unavailable');
});

test('slowness is slow and nothing else', async () => {
  await emulator.switches({ apiSlowMillis: 400 });
  const from = performance.now();

  const { totalCount } = await clerk.users.getUserList();

  assert.ok(totalCount >= 2);
  assert.ok(performance.now() - from >= 400);
});
