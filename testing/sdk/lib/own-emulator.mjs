/**
 * An emulator of the judge's own, from its jar, so that its switches disturb nobody. It sends its
 * webhooks to a receiver in this process that keeps them as they came.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf } from './clerk.mjs';
import { root } from './stack.mjs';

const START_MILLIS = 90_000;
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
const jar = join(root, 'clerk-emulator', 'target', 'clerk-emulator.jar');

async function listen(server) {
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server.address().port;
}

async function freePort() {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function receiver(received) {
  return createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(204).end();
    });
  });
}

/** Waits until the condition gives something, and answers with it. */
export async function eventually(what, condition, boundMillis = 20_000) {
  const end = Date.now() + boundMillis;
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    if (Date.now() > end) {
      throw new Error(`not in ${boundMillis} ms: ${what}`);
    }
    await pause(50);
  }
}

export async function startEmulator() {
  const received = [];
  const hooks = receiver(received);
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-judge-'));
  const secretKey = `sk_test_${randomBytes(8).toString('hex')}`;
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const hookPort = await listen(hooks);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(java, ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar], {
    env: {
      PATH: process.env.PATH,
      ROLLCALL_CLERK_PORT: String(port),
      ROLLCALL_CLERK_STATE: folder,
      ROLLCALL_CLERK_WEBHOOK_URL: `http://127.0.0.1:${hookPort}/`,
      CLERK_SECRET_KEY: secretKey,
      CLERK_WEBHOOK_SIGNING_SECRET: webhookSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  const ended = new Promise((resolve) => child.once('close', resolve));

  async function stop() {
    child.kill();
    await ended;
    hooks.closeAllConnections();
    hooks.close();
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    await eventually(
      'the emulator is ready',
      async () => {
        if (child.exitCode !== null) {
          throw new Error(`the emulator ended:\n${printed}`);
        }
        return fetch(`${url}/health/readiness`).then((it) => it.ok, () => false);
      },
      START_MILLIS,
    );
  } catch (error) {
    await stop();
    throw error;
  }

  async function control(method, path, body) {
    const reply = await fetch(`${url}/emulator/${path}`, { method, body: JSON.stringify(body) });
    if (!reply.ok) {
      throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    }
    return reply.json();
  }

  return {
    client: clientOf(url, secretKey),
    verification: { secretKey, apiUrl: url },
    clientWithKey: (key) => clientOf(url, key),
    received,
    webhookSecret,
    control,
    switches: (body) => control('PUT', 'switches', body),
    stop,
  };
}
