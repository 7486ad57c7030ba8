import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clerk, newUser, refusal, unique } from './lib/clerk.mjs';

test('createUser answers with the user', async () => {
  const email = `${unique('created')}@example.com`;

  const user = await clerk.users.createUser({
    emailAddress: [email],
    firstName: 'Ada',
    lastName: 'Example',
    username: unique('ada').replaceAll('-', '_'),
    externalId: unique('ext'),
    password: 'a long enough passphrase',
    publicMetadata: { role: 'admin' },
    privateMetadata: { note: 1 },
    unsafeMetadata: { theme: 'dark' },
  });

  assert.match(user.id, /^user_[0-9A-Za-z]{27}$/);
  assert.equal(user.primaryEmailAddress.emailAddress, email);
  assert.equal(user.primaryEmailAddress.verification.status, 'verified');
  assert.equal(user.fullName, 'Ada Example');
  assert.equal(user.passwordEnabled, true);
  assert.deepEqual(user.publicMetadata, { role: 'admin' });
  assert.deepEqual(user.privateMetadata, { note: 1 });
  assert.deepEqual(user.unsafeMetadata, { theme: 'dark' });
  assert.equal(user.banned, false);
  assert.ok(Math.abs(user.createdAt - Date.now()) < 60_000, 'milliseconds');
});

test('getUser answers with what createUser made', async () => {
  const user = await newUser({ lastName: 'Same' });

  assert.deepEqual((await clerk.users.getUser(user.id)).raw, user.raw);
});

test('updateUser changes what is named and moves updatedAt', async () => {
  const user = await newUser({ lastName: 'Stays' });

  const updated = await clerk.users.updateUser(user.id, { firstName: 'New' });

  assert.equal(updated.fullName, 'New Stays');
  assert.equal(updated.createdAt, user.createdAt);
  assert.ok(updated.updatedAt > user.updatedAt);
});

test('updateUserMetadata merges deeply, null removes', async () => {
  const user = await newUser({ publicMetadata: { keep: 1, gone: 2, deep: { a: 1 } } });

  const updated = await clerk.users.updateUserMetadata(user.id, {
    publicMetadata: { gone: null, deep: { b: 2 } },
    privateMetadata: { secret: true },
  });

  assert.deepEqual(updated.publicMetadata, { keep: 1, deep: { a: 1, b: 2 } });
  assert.deepEqual(updated.privateMetadata, { secret: true });
});

test('banUser bans and revokes the sessions, unbanUser lifts it', async () => {
  const user = await newUser();
  const session = await clerk.sessions.createSession({ userId: user.id });

  assert.equal((await clerk.users.banUser(user.id)).banned, true);
  assert.equal((await clerk.sessions.getSession(session.id)).status, 'revoked');
  assert.equal((await clerk.users.unbanUser(user.id)).banned, false);
});

test('lockUser and unlockUser', async () => {
  const user = await newUser();

  assert.equal((await clerk.users.lockUser(user.id)).locked, true);
  assert.equal((await clerk.users.unlockUser(user.id)).locked, false);
});

test('deleteUser deletes for good', async () => {
  const user = await newUser();

  const deleted = await clerk.users.deleteUser(user.id);

  assert.equal(deleted.id, user.id);
  assert.equal(deleted.object, 'user');
  assert.equal(deleted.deleted, true);
  assert.equal((await refusal(clerk.users.getUser(user.id))).status, 404);
});

test('getUserList filters by id, e-mail, user name, external id and text', async () => {
  const word = unique('find').replaceAll('-', '_');
  const found = await newUser({ username: word, externalId: word });
  await newUser();

  for (const filter of [
    { userId: [found.id] },
    { emailAddress: [found.primaryEmailAddress.emailAddress] },
    { username: [word] },
    { externalId: [word] },
    { query: word },
    { query: word, createdAtAfter: found.createdAt - 1, createdAtBefore: found.createdAt + 1 },
  ]) {
    const list = await clerk.users.getUserList(filter);

    assert.deepEqual(list.data.map((user) => user.id), [found.id], JSON.stringify(filter));
    assert.equal(list.totalCount, 1, JSON.stringify(filter));
  }
  assert.equal(await clerk.users.getCount({ query: word }), 1);
});

test('getUserList filters by organization', async () => {
  const admin = await newUser();
  const organization = await clerk.organizations.createOrganization({
    name: unique('Org'),
    createdBy: admin.id,
  });

  const list = await clerk.users.getUserList({ organizationId: [organization.id] });

  assert.deepEqual(list.data.map((user) => user.id), [admin.id]);
});

test('getUserList pages by offset and orders both ways', async () => {
  const word = unique('page');
  const made = [];
  for (let i = 0; i < 5; i++) {
    made.push((await newUser({ lastName: word })).id);
  }

  const page = (orderBy, offset) =>
    clerk.users.getUserList({ query: word, limit: 2, offset, orderBy });
  const ids = async (orderBy, offset) => (await page(orderBy, offset)).data.map((user) => user.id);

  assert.deepEqual(await ids('+created_at', 0), made.slice(0, 2));
  assert.deepEqual(await ids('+created_at', 4), made.slice(4));
  assert.deepEqual(await ids('-created_at', 0), [made[4], made[3]]);
  assert.deepEqual(await ids(undefined, 0), [made[4], made[3]], 'newest first by default');
  assert.deepEqual(await ids('+created_at', 6), []);
  assert.equal((await page('+created_at', 0)).totalCount, 5, 'of all pages');
});

test('getUserList by -updated_at shows the last change first', async () => {
  const word = unique('watermark');
  const first = await newUser({ lastName: word });
  const second = await newUser({ lastName: word });
  await clerk.users.updateUser(first.id, { firstName: 'Later' });

  const list = await clerk.users.getUserList({ query: word, orderBy: '-updated_at' });

  assert.deepEqual(list.data.map((user) => user.id), [first.id, second.id]);
});

test('getUserList walks by cursor over everybody once, in order of creation', async () => {
  const first = await newUser();
  await Promise.all(Array.from({ length: 7 }, () => newUser()));
  const seen = [];
  let cursor;
  do {
    const { data } = await clerk.users.getUserList({
      limit: 3,
      orderBy: '+created_at',
      createdAtAfter: first.createdAt,
      startingAfter: cursor,
    });
    seen.push(...data);
    cursor = data.length === 3 ? data.at(-1).id : undefined;
  } while (cursor);

  assert.equal(new Set(seen.map((user) => user.id)).size, seen.length);
  assert.equal(seen.length, 7);
  for (let i = 1; i < seen.length; i++) {
    assert.ok(seen[i - 1].createdAt <= seen[i].createdAt);
  }
});
