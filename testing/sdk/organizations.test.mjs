import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clerk, newUser, refusal, unique } from './lib/clerk.mjs';

async function newOrganization(params = {}) {
  const admin = await newUser();
  return clerk.organizations.createOrganization({
    name: unique('Works'),
    createdBy: admin.id,
    ...params,
  });
}

test('createOrganization answers with it, its creator a member', async () => {
  const admin = await newUser();

  const organization = await clerk.organizations.createOrganization({
    name: unique('Works'),
    createdBy: admin.id,
    publicMetadata: { plan: 'pro' },
  });

  assert.match(organization.id, /^org_/);
  assert.equal(organization.slug, organization.name.toLowerCase());
  assert.equal(organization.createdBy, admin.id);
  assert.deepEqual(organization.publicMetadata, { plan: 'pro' });
  const members = await clerk.organizations.getOrganizationMembershipList({
    organizationId: organization.id,
  });
  assert.equal(members.data[0].role, 'org:admin');
  assert.equal(members.data[0].publicUserData.userId, admin.id);
});

test('getOrganization finds by id and by slug', async () => {
  const organization = await newOrganization();

  for (const by of [{ organizationId: organization.id }, { slug: organization.slug }]) {
    assert.equal((await clerk.organizations.getOrganization(by)).id, organization.id);
  }
});

test('updateOrganization changes what is named', async () => {
  const organization = await newOrganization();

  const updated = await clerk.organizations.updateOrganization(organization.id, { name: 'Other' });

  assert.equal(updated.name, 'Other');
  assert.equal(updated.slug, organization.slug);
  assert.ok(updated.updatedAt > organization.updatedAt);
});

test('updateOrganizationMetadata merges', async () => {
  const organization = await newOrganization({ publicMetadata: { a: 1 } });

  const updated = await clerk.organizations.updateOrganizationMetadata(organization.id, {
    publicMetadata: { b: 2 },
  });

  assert.deepEqual(updated.publicMetadata, { a: 1, b: 2 });
});

test('getOrganizationList filters, counts, orders and pages', async () => {
  const word = unique('List');
  const made = [];
  for (const letter of ['b', 'a', 'c']) {
    made.push((await newOrganization({ name: `${word} ${letter}` })).id);
  }
  const list = (params) => clerk.organizations.getOrganizationList({ query: word, ...params });
  const ids = async (params) => (await list(params)).data.map((organization) => organization.id);

  assert.deepEqual(await ids({ orderBy: '+created_at' }), made);
  assert.deepEqual(await ids({ orderBy: '+name' }), [made[1], made[0], made[2]]);
  assert.deepEqual(await ids({ orderBy: '-name', limit: 1, offset: 1 }), [made[0]]);
  assert.deepEqual(await ids({ organizationId: [made[2]] }), [made[2]]);
  const counted = await list({ includeMembersCount: true });
  assert.equal(counted.totalCount, 3);
  assert.deepEqual(counted.data.map((organization) => organization.membersCount), [1, 1, 1]);
});

test('deleteOrganization takes its memberships along', async () => {
  const admin = await newUser();
  const organization = await newOrganization({ createdBy: admin.id });

  const deleted = await clerk.organizations.deleteOrganization(organization.id);

  assert.equal(deleted.deleted, true);
  const gone = await refusal(
    clerk.organizations.getOrganization({ organizationId: organization.id }),
  );
  assert.equal(gone.status, 404);
  const memberships = await clerk.users.getOrganizationMembershipList({ userId: admin.id });
  assert.equal(memberships.totalCount, 0);
});
