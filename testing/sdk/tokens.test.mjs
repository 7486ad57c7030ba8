import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { verifyToken } from '@clerk/backend';
import { clerk, newUser, refusal, unique } from './lib/clerk.mjs';
import { clerkUrl, gatewayUrl, secretKey } from './lib/stack.mjs';

const options = { secretKey, apiUrl: clerkUrl, authorizedParties: [gatewayUrl] };
let session;
let jwt;

before(async () => {
  const user = await newUser();
  session = await clerk.sessions.createSession({ userId: user.id });
  jwt = (await clerk.sessions.getToken(session.id, undefined, 300)).jwt;
});

/** A token as the emulator's own API makes it. */
async function tokenWith(order) {
  const reply = await fetch(`${clerkUrl}/emulator/tokens`, {
    method: 'POST',
    body: JSON.stringify({ user: session.userId, sessionId: session.id, ...order }),
  });
  assert.equal(reply.status, 200);
  return (await reply.json()).token;
}

function tampered(token) {
  const [header, payload, signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'user_other' }));
  return [header, forged.toString('base64url'), signature].join('.');
}

function request(headers) {
  return new Request(gatewayUrl, { headers });
}

test('verifyToken accepts the token with the keys of the emulator', async () => {
  const claims = await verifyToken(jwt, options);

  assert.equal(claims.sub, session.userId);
  assert.equal(claims.sid, session.id);
  assert.equal(claims.iss, 'https://clerk.localhost');
  assert.equal(claims.azp, gatewayUrl);
  assert.equal(claims.v, 2);
});

test('verifyToken accepts it with the public key alone', async () => {
  const { keys } = await (await fetch(`${clerkUrl}/.well-known/jwks.json`)).json();
  const { createPublicKey } = await import('node:crypto');
  const pem = createPublicKey({ key: keys[0], format: 'jwk' });

  const claims = await verifyToken(jwt, {
    jwtKey: pem.export({ type: 'spki', format: 'pem' }),
    authorizedParties: [gatewayUrl],
  });

  assert.equal(claims.sub, session.userId);
});

test('verifyToken refuses what is wrong, for the reason', async () => {
  const foreign = { ...options, authorizedParties: ['https://elsewhere.example'] };
  const now = Math.floor(Date.now() / 1000);
  const cases = [
    ['token-expired', await tokenWith({ ttlSeconds: -60 }), options],
    ['token-not-active-yet', await tokenWith({ claims: { nbf: now + 120 } }), options],
    ['token-invalid-authorized-parties', jwt, foreign],
    ['token-invalid-signature', tampered(jwt), options],
    ['token-invalid', 'not.a.token', options],
  ];
  for (const [reason, token, how] of cases) {
    assert.equal((await refusal(verifyToken(token, how))).reason, reason);
  }
});

test('the gateway refuses the same tokens', async () => {
  const now = Math.floor(Date.now() / 1000);
  for (const token of [
    await tokenWith({ ttlSeconds: -60 }),
    await tokenWith({ claims: { nbf: now + 120 } }),
    await tokenWith({ claims: { azp: 'https://elsewhere.example' } }),
    tampered(jwt),
    'not.a.token',
  ]) {
    const reply = await fetch(`${gatewayUrl}/api/auth/profile`, {
      headers: { authorization: `Bearer ${token}` },
    });

    assert.equal(reply.status, 401);
  }
});

test('authenticateRequest signs in with the bearer', async () => {
  const state = await clerk.authenticateRequest(request({ authorization: `Bearer ${jwt}` }), {
    authorizedParties: [gatewayUrl],
  });

  assert.equal(state.isAuthenticated, true, state.reason);
  assert.equal(state.toAuth().userId, session.userId);
  assert.equal(state.toAuth().sessionId, session.id);
});

test('authenticateRequest signs in with the cookies of a browser', async () => {
  const cookies = [
    `__session=${jwt}`,
    `__client_uat=${Math.floor(Date.now() / 1000) - 60}`,
    '__clerk_db_jwt=dvb_judge',
  ];

  const state = await clerk.authenticateRequest(request({ cookie: cookies.join('; ') }), {
    authorizedParties: [gatewayUrl],
  });

  assert.equal(state.isAuthenticated, true, state.reason);
});

test('authenticateRequest signs out whoever has no good token', async () => {
  for (const headers of [{}, { authorization: `Bearer ${tampered(jwt)}` }]) {
    const state = await clerk.authenticateRequest(request(headers));

    assert.equal(state.isAuthenticated, false);
  }
});

test('a pending session counts as signed out', async () => {
  const reply = await fetch(`${clerkUrl}/emulator/sign-ups`, {
    method: 'POST',
    body: JSON.stringify({ email: `${unique('pending')}@example.com`, pending: true }),
  });
  const { token } = await reply.json();

  const state = await clerk.authenticateRequest(request({ authorization: `Bearer ${token}` }));

  assert.equal(state.toAuth().userId, null);
});

test('the active organization reaches toAuth and has', async () => {
  const organization = await clerk.organizations.createOrganization({
    name: unique('Active'),
    createdBy: session.userId,
  });
  const token = await tokenWith({ organization: organization.id });

  const state = await clerk.authenticateRequest(request({ authorization: `Bearer ${token}` }));

  const auth = state.toAuth();
  assert.equal(auth.orgId, organization.id);
  assert.equal(auth.orgSlug, organization.slug);
  assert.equal(auth.orgRole, 'org:admin');
  assert.equal(auth.has({ role: 'org:admin' }), true);
  assert.equal(auth.has({ role: 'org:member' }), false);
});
