/** Clerk's own client, pointed at an emulator, and what several judges need of it. */
import { createClerkClient } from '@clerk/backend';
import { clerkUrl, secretKey } from './stack.mjs';

const publishableKey = 'pk_test_' + Buffer.from('clerk.localhost$').toString('base64');

export function clientOf(apiUrl, key) {
  return createClerkClient({
    apiUrl,
    secretKey: key,
    publishableKey,
    telemetry: { disabled: true },
  });
}

/** The client of the running stack's emulator. */
export const clerk = clientOf(clerkUrl, secretKey);

let made = 0;

/** A word that nobody has used before. */
export function unique(prefix) {
  made += 1;
  return `${prefix}-${Date.now().toString(36)}-${process.pid}-${made}`;
}

export function newUser(params = {}, client = clerk) {
  return client.users.createUser({
    emailAddress: [`${unique('judge')}@example.com`],
    firstName: 'Judge',
    skipPasswordRequirement: true,
    ...params,
  });
}

/** What the call was refused with; fails if it was not. */
export async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call was not refused');
}
