/** One request to the webhook door, as the library sees it and as it goes over the wire. */
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'svix';
import { gatewayUrl, webhookSecret } from './stack.mjs';

const DOOR = new URL('/api/webhooks/clerk', gatewayUrl);
const MOST_TRIES = 10;
const JSON_TYPE = ['content-type', 'application/json'];

/** As Node hands repeated headers on: joined with a comma. */
function joined(headers) {
  const object = {};
  for (const [name, value] of headers) {
    object[name] = name in object ? `${object[name]}, ${value}` : value;
  }
  return object;
}

/** 'taken', or the library's reason for not taking it. */
export function library({ headers, body }) {
  try {
    new Webhook(webhookSecret).verify(body, joined(headers));
    return 'taken';
  } catch (error) {
    return `refused: ${error.message}`;
  }
}

/**
 * 'taken', 'taken before', or status and code of our refusal. 503 is none: a busy machine says
 * later, and the sender comes again, as Svix does.
 */
export async function ours({ headers, body, type = JSON_TYPE }) {
  let { status, text } = await post([...headers, type], body);
  let tries = 1;
  for (; status === 503 && tries < MOST_TRIES; tries++) {
    await pause(1000);
    ({ status, text } = await post([...headers, type], body));
  }
  const answer = JSON.parse(text);
  if (status === 200) {
    return answer.status === 'duplicate' && tries === 1 ? 'taken before' : 'taken';
  }
  return `refused: ${status} ${answer.code}`;
}

function post(headers, body) {
  const all = [
    ['host', DOOR.host],
    ['content-length', String(body.length)],
    ['connection', 'close'],
    ...headers,
  ];
  return new Promise((resolve, reject) => {
    const call = request(DOOR, { method: 'POST', headers: all.flat(), agent: false }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk) => (text += chunk));
      reply.on('end', () => resolve({ status: reply.statusCode, text }));
      reply.on('error', reject);
    });
    call.on('error', reject);
    call.setTimeout(20_000, () => call.destroy(new Error('no answer in 20 s')));
    call.end(body);
  });
}
