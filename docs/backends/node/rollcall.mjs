/**
 * Who calls a back end behind Rollcall's gateway. A request counts if both of these hold:
 *
 * 1. Authorization is a service token of the gateway for this back end. Its keys are a setting.
 * 2. X-Rollcall-Identity is an identity that the gateway signed for this back end. Its keys are
 *    fetched from the gateway, and again when it signs with one that is not known yet.
 *
 * In this order: who is not the gateway cannot make us fetch anything.
 */
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose';

const ISSUER = 'gateway';
const ALGORITHM = 'ES256';
const SKEW_SECONDS = 5;
const LONGEST_TOKEN = 4096;
const NOT_ABOUT_THE_TOKEN = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'];

/** The call is not one that the gateway made for a person: 401, whatever the reason. */
export class Refused extends Error {}

/**
 * @param name        this back end in the gateway's route table (`rollcall.upstreams.<name>`)
 * @param gatewayUrl  the gateway, as it is reached from here
 * @param trustedKeys ROLLCALL_TRUSTED_KEYS: a JWK Set as text
 * @returns a function of a Node request that resolves to the person who calls, throws Refused, or
 *     throws something else if the gateway's keys cannot be had: that is 503, never a way in
 */
export function callers({ name, gatewayUrl, trustedKeys }) {
  const service = {
    typ: 'rollcall-service+jwt',
    owner: 'gateway.',
    keys: createLocalJWKSet(JSON.parse(trustedKeys)),
    seconds: 30,
    claims: [],
  };
  const identity = {
    typ: 'rollcall-identity+jwt',
    owner: 'gateway-identity.',
    keys: createRemoteJWKSet(new URL('/.well-known/rollcall-jwks.json', gatewayUrl), {
      cacheMaxAge: 60_000, // a key that was withdrawn counts no longer than this
      cooldownDuration: 5_000, // a new one is asked for at most so often
      timeoutDuration: 2_000,
    }),
    seconds: 60,
    claims: ['sub', 'clerk_id', 'sid', 'role', 'sync_status'],
  };

  async function verified(token, kind) {
    if (!token || token.length > LONGEST_TOKEN) {
      throw new Refused(`no ${kind.typ}`);
    }
    // A key id says whose key it is: the trusted keys are those of other services too.
    const keys = (header, parsed) => {
      if (typeof header.kid !== 'string' || !header.kid.startsWith(kind.owner)) {
        throw new Refused(`not a key of ${kind.owner}*`);
      }
      return kind.keys(header, parsed);
    };
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [ALGORITHM],
        typ: kind.typ,
        issuer: ISSUER,
        audience: name,
        requiredClaims: ['iat', 'exp', ...kind.claims],
        maxTokenAge: kind.seconds, // and not from the future
        clockTolerance: SKEW_SECONDS,
      });
      if (payload.aud !== name) {
        throw new Refused('for others too');
      }
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError && !NOT_ABOUT_THE_TOKEN.includes(error.code)) {
        throw new Refused(error.code);
      }
      throw error;
    }
  }

  return async function caller(request) {
    const bearer = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '');
    await verified(bearer?.[1], service);
    const person = await verified(request.headers['x-rollcall-identity'], identity);
    return Object.freeze({
      id: person.sub, // the local user: what a foreign key in your tables names
      clerkId: person.clerk_id,
      sessionId: person.sid,
      role: person.role, // the effective one
      syncStatus: person.sync_status,
      email: person.email,
      firstName: person.given_name,
      lastName: person.family_name,
      username: person.preferred_username,
      imageUrl: person.picture,
      org: person.org, // { id, clerk_id, role } of the session's organisation, or undefined
      requestId: request.headers['x-request-id'],
    });
  };
}
