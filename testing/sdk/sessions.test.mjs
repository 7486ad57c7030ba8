import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clerk, newUser, refusal } from './lib/clerk.mjs';
import { eventually } from './lib/own-emulator.mjs';
import { gatewayUrl } from './lib/stack.mjs';

async function newSession() {
  const user = await newUser();
  return clerk.sessions.createSession({ userId: user.id });
}

test('getSession answers with the session', async () => {
  const session = await newSession();

  const found = await clerk.sessions.getSession(session.id);

  assert.match(found.id, /^sess_/);
  assert.equal(found.userId, session.userId);
  assert.equal(found.status, 'active');
  assert.ok(found.expireAt > Date.now());
});

test('getSessionList shows the sessions of a user, by status', async () => {
  const session = await newSession();
  const second = await clerk.sessions.createSession({ userId: session.userId });
  await clerk.sessions.revokeSession(second.id);

  const all = await clerk.sessions.getSessionList({ userId: session.userId });
  const active = await clerk.sessions.getSessionList({ userId: session.userId, status: 'active' });

  assert.equal(all.totalCount, 2);
  assert.deepEqual(active.data.map((it) => it.id), [session.id]);
});

test('revokeSession ends it, and it gives no more tokens', async () => {
  const session = await newSession();

  assert.equal((await clerk.sessions.revokeSession(session.id)).status, 'revoked');
  assert.equal((await clerk.sessions.getSession(session.id)).status, 'revoked');
  const error = await refusal(clerk.sessions.getToken(session.id));
  assert.equal(Math.floor(error.status / 100), 4);
});

test('getToken gives a token that lives as long as it is told', async () => {
  const session = await newSession();

  const token = await clerk.sessions.getToken(session.id, undefined, 45);

  const claims = JSON.parse(Buffer.from(token.jwt.split('.')[1], 'base64url'));
  assert.equal(claims.exp - claims.iat, 45);
  assert.equal(claims.sid, session.id);
});

test('what getToken gives, the gateway takes', async () => {
  const session = await newSession();
  const { jwt } = await clerk.sessions.getToken(session.id, undefined, 300);

  // 503 with Retry-After is no refusal: on a busy machine the first answers may be that
  const reply = await eventually('the gateway has an answer', async () => {
    const answer = await fetch(`${gatewayUrl}/api/auth/profile`, {
      headers: { authorization: `Bearer ${jwt}` },
    });
    return answer.status === 503 && answer.headers.has('retry-after') ? null : answer;
  });

  assert.equal(reply.status, 200);
  assert.equal((await reply.json()).user.clerkId, session.userId);
});
