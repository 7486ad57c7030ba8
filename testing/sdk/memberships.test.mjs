import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { clerk, newUser, refusal, unique } from './lib/clerk.mjs';

let admin;
let organizationId;

before(async () => {
  admin = await newUser();
  const organization = await clerk.organizations.createOrganization({
    name: unique('Members'),
    createdBy: admin.id,
  });
  organizationId = organization.id;
});

async function newMember() {
  const user = await newUser();
  const membership = await clerk.organizations.createOrganizationMembership({
    organizationId,
    userId: user.id,
    role: 'org:member',
  });
  return { user, membership };
}

test('createOrganizationMembership answers with organization and member inside', async () => {
  const { user, membership } = await newMember();

  assert.match(membership.id, /^orgmem_/);
  assert.equal(membership.role, 'org:member');
  assert.equal(membership.organization.id, organizationId);
  assert.equal(membership.publicUserData.userId, user.id);
  assert.equal(membership.publicUserData.identifier, user.primaryEmailAddress.emailAddress);
});

test('a second membership of the same user is refused', async () => {
  const { user } = await newMember();

  const error = await refusal(
    clerk.organizations.createOrganizationMembership({
      organizationId,
      userId: user.id,
      role: 'org:member',
    }),
  );

  assert.equal(Math.floor(error.status / 100), 4);
  assert.ok(error.errors[0].code);
});

test('updateOrganizationMembership changes the role', async () => {
  const { user, membership } = await newMember();

  const updated = await clerk.organizations.updateOrganizationMembership({
    organizationId,
    userId: user.id,
    role: 'org:admin',
  });

  assert.equal(updated.id, membership.id);
  assert.equal(updated.role, 'org:admin');
  assert.ok(updated.updatedAt > membership.updatedAt);
});

test('updateOrganizationMembershipMetadata merges', async () => {
  const { user } = await newMember();

  const updated = await clerk.organizations.updateOrganizationMembershipMetadata({
    organizationId,
    userId: user.id,
    publicMetadata: { desk: 4 },
  });

  assert.deepEqual(updated.publicMetadata, { desk: 4 });
});

test('getOrganizationMembershipList filters, orders and pages', async () => {
  const { user } = await newMember();
  const list = (params) =>
    clerk.organizations.getOrganizationMembershipList({ organizationId, ...params });

  assert.deepEqual(
    (await list({ userId: [user.id] })).data.map((it) => it.publicUserData.userId),
    [user.id],
  );
  assert.ok((await list({ role: ['org:admin'] })).data.every((it) => it.role === 'org:admin'));
  const first = await list({ orderBy: '+created_at', limit: 1 });
  assert.equal(first.data[0].publicUserData.userId, admin.id);
  assert.equal(first.data.length, 1);
  assert.ok(first.totalCount >= 2);
});

test('the instance-wide list walks over every membership once', async () => {
  await newMember();
  const seen = [];
  let total;
  do {
    const page = await clerk.organizations.getInstanceOrganizationMembershipList({
      orderBy: 'created_at',
      limit: 3,
      offset: seen.length,
    });
    total = page.totalCount;
    seen.push(...page.data.map((membership) => membership.id));
    assert.ok(page.data.length > 0);
  } while (seen.length < total);

  assert.equal(new Set(seen).size, total);
});

test("users.getOrganizationMembershipList shows the user's", async () => {
  const { user, membership } = await newMember();

  const list = await clerk.users.getOrganizationMembershipList({ userId: user.id });

  assert.deepEqual(list.data.map((it) => it.id), [membership.id]);
  assert.equal(list.totalCount, 1);
});

test('deleteOrganizationMembership answers with what it was', async () => {
  const { user, membership } = await newMember();

  const deleted = await clerk.organizations.deleteOrganizationMembership({
    organizationId,
    userId: user.id,
  });

  assert.equal(deleted.id, membership.id);
  assert.equal(
    (await clerk.users.getOrganizationMembershipList({ userId: user.id })).totalCount,
    0,
  );
});
