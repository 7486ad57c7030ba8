/**
 * The same request is shown to svix's library and to our door. Each table is a relation between
 * the two answers; README.md tells why the last two are not empty.
 */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Webhook } from 'svix';
import { library, ours } from './lib/door.mjs';
import { root, webhookSecret } from './lib/stack.mjs';

const EVENTS = join(root, 'testing/support/src/main/resources/clerk-events');
const TEMPLATE = readFileSync(join(EVENTS, 'user.created.json'), 'utf8');

const svix = new Webhook(webhookSecret);
const foreign = new Webhook(`whsec_${randomBytes(32).toString('base64')}`);
const random = () => randomBytes(12).toString('hex');
const seconds = () => Math.floor(Date.now() / 1000);
const bytes = (text) => Buffer.from(text, 'utf8');

/** user.created of somebody new; given fields replace its own. */
function newBody(fields = {}) {
  const event = JSON.parse(TEMPLATE);
  Object.assign(event.data, { id: `user_${random()}`, external_id: null, ...fields });
  return bytes(JSON.stringify(event, null, 2));
}

/** A message that the library has signed; a part that is given replaces its own. */
function message({ id = `msg_${random()}`, at = seconds(), body = newBody(), signer = svix } = {}) {
  const signature = signer.sign(id, new Date(at * 1000), body.toString());
  return { id, at: String(at), signature, body };
}

function headersOf({ id, at, signature }, family = 'svix') {
  return [
    [`${family}-id`, id],
    [`${family}-timestamp`, at],
    [`${family}-signature`, signature],
  ];
}

function sent(signed, changes = {}) {
  return { headers: headersOf({ ...signed, ...changes }), body: changes.body ?? signed.body };
}

/** Signed over the bytes, which the library cannot do where they are no text. */
function signedBytes(body) {
  const id = `msg_${random()}`;
  const at = String(seconds());
  const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest('base64');
  return { id, at, signature: `v1,${mac}`, body };
}

const stamped = (at) => {
  const signed = message();
  return sent(signed, { at: at(signed.at) });
};

const resigned = (change) => {
  const signed = message();
  return sent(signed, { signature: change(signed.signature) });
};

const without = (name) => {
  const request = sent(message());
  return { ...request, headers: request.headers.filter(([it]) => it !== name) };
};

const BOTH_TAKE = {
  'what the library signs': () => sent(message()),
  'the standard header names': () => {
    const signed = message();
    return { headers: headersOf(signed, 'webhook'), body: signed.body };
  },
  'both families, alike': () => {
    const signed = message();
    return {
      headers: [...headersOf(signed), ...headersOf(signed, 'webhook')],
      body: signed.body,
    };
  },
  'header names in capitals': () => {
    const { headers, body } = sent(message());
    return { headers: headers.map(([name, value]) => [name.toUpperCase(), value]), body };
  },
  'the old secret beside the new one': () => resigned((it) => `${foreignSignature()} ${it}`),
  'another version beside v1': () => resigned((it) => `v1a,${random()} v2,${random()} ${it}`),
  'a stamp of 4:50 ago': () => sent(message({ at: seconds() - 290 })),
  'a stamp of 4:50 ahead': () => sent(message({ at: seconds() + 290 })),
  'letters beyond ASCII': () =>
    sent(message({ body: newBody({ first_name: 'Zoë 😀' }) })),
  'a type that nobody knows': () =>
    sent(message({ body: bytes('{"type":"future.thing","data":{}}') })),
};

const BOTH_REFUSE = {
  'a foreign secret': () => sent(message({ signer: foreign })),
  'a body changed by one byte': () => {
    const signed = message();
    return sent(signed, { body: Buffer.concat([signed.body, bytes('\n')]) });
  },
  'a body written anew': () => {
    const signed = message();
    return sent(signed, { body: bytes(JSON.stringify(JSON.parse(signed.body))) });
  },
  'another id': () => sent(message(), { id: `msg_${random()}` }),
  'another stamp': () => stamped((at) => String(Number(at) - 1)),
  'the signature of another message': () => resigned(() => message().signature),
  'a stamp of 5:10 ago': () => sent(message({ at: seconds() - 310 })),
  'a stamp of 5:10 ahead': () => sent(message({ at: seconds() + 310 })),
  'a stamp in milliseconds': () => sent(message({ at: Date.now() })),
  'a stamp that is no number': () => stamped(() => 'now'),
  'no id': () => without('svix-id'),
  'no stamp': () => without('svix-timestamp'),
  'no signature': () => without('svix-signature'),
  'no headers of ours at all': () => ({ headers: [], body: newBody() }),
  'an empty id': () => sent(message(), { id: '' }),
  'an empty signature': () => resigned(() => ''),
  'v1a only': () => resigned((it) => it.replace('v1,', 'v1a,')),
  'V1 in capitals': () => resigned((it) => it.replace('v1,', 'V1,')),
  'no version': () => resigned((it) => it.slice(3)),
  'a version alone': () => resigned(() => 'v1,'),
  'no padding': () => resigned((it) => it.replace(/=+$/, '')),
  'half of a signature': () => resigned((it) => it.slice(0, 24)),
  'hexadecimal': () =>
    resigned((it) => `v1,${Buffer.from(it.slice(3), 'base64').toString('hex')}`),
  'signatures joined by commas': () => resigned((it) => `${foreignSignature()},${it}`),
};

/** By design: one spelling of each part, one value per header, what Clerk sends and no more. */
const OURS_IS_STRICTER = {
  'a stamp with letters after it': [400, () => stamped((at) => `${at}abc`)],
  'a stamp with a fraction': [400, () => stamped((at) => `${at}.9`)],
  'a stamp with a zero before it': [400, () => stamped((at) => `0${at}`)],
  'a stamp with a sign': [400, () => stamped((at) => `+${at}`)],
  'an id with a dot': [400, () => sent(message({ id: `msg.${random()}` }))],
  'an id with a blank': [400, () => sent(message({ id: `msg ${random()}` }))],
  'an id of 129 characters': [400, () => sent(message({ id: 'm'.repeat(129) }))],
  'more than 32 signatures': [
    400,
    () => resigned((it) => `${Array.from({ length: 32 }, foreignSignature).join(' ')} ${it}`),
  ],
  'something after the signature': [400, () => resigned((it) => `${it},more`)],
  'two headers of signatures': [
    400,
    () => {
      const { headers, body } = sent(message());
      return { headers: [...headers, ['svix-signature', foreignSignature()]], body };
    },
  ],
  'parts from both families': [
    400,
    () => {
      const signed = message();
      const [id] = headersOf(signed);
      return { headers: [id, ...headersOf(signed, 'webhook').slice(1)], body: signed.body };
    },
  ],
  'families that disagree': [
    400,
    () => {
      const signed = message();
      return {
        headers: [...headersOf(signed), ...headersOf(message(), 'webhook')],
        body: signed.body,
      };
    },
  ],
  'a signature over the text that wrong bytes were read as': [
    400,
    () => {
      const body = Buffer.concat([bytes('{"type":"x","n":"'), Buffer.from([0xff]), bytes('"}')]);
      return sent(message({ body }));
    },
  ],
  'a content type that is not JSON': [
    415,
    () => ({ ...sent(message()), type: ['content-type', 'text/plain'] }),
  ],
  'a body over 1 MiB': [
    413,
    () => sent(message({ body: bytes(`{"type":"x","n":"${'n'.repeat(1 << 20)}"}`) })),
  ],
};

/** Authentic, so kept and parked: refused, it would come again for a day and be lost after. */
const OURS_KEEPS_WHAT_CANNOT_BE_READ = {
  'a body that is no JSON': () => sent(message({ body: bytes('not JSON') })),
  'an empty body': () => sent(message({ body: bytes('') })),
  'JSON after a byte order mark': () => sent(message({ body: bytes('\ufeff{"type":"x"}') })),
  'bytes that are no text': () =>
    sent(signedBytes(Buffer.concat([bytes('{"type":"x","n":"'), Buffer.from([0xff]), bytes('"}')]))),
};

function foreignSignature() {
  return message({ signer: foreign }).signature;
}

function each(relation, table, judge) {
  for (const [name, entry] of Object.entries(table)) {
    test(`${relation}: ${name}`, async () => judge(entry));
  }
}

each('both take', BOTH_TAKE, async (make) => {
  const request = make();

  assert.equal(library(request), 'taken');
  assert.equal(await ours(request), 'taken');
});

each('both refuse', BOTH_REFUSE, async (make) => {
  const request = make();

  assert.match(library(request), /^refused/);
  assert.match(await ours(request), /^refused: 400 /);
});

each('ours is stricter', OURS_IS_STRICTER, async ([status, make]) => {
  const request = make();

  assert.equal(library(request), 'taken');
  assert.match(await ours(request), new RegExp(`^refused: ${status} [a-z]`));
});

each('ours keeps what the library cannot read', OURS_KEEPS_WHAT_CANNOT_BE_READ, async (make) => {
  const request = make();

  assert.match(library(request), /^refused/);
  assert.equal(await ours(request), 'taken');
});

test('both take a message again, ours without effect', async () => {
  const request = sent(message());

  assert.equal(await ours(request), 'taken');
  assert.equal(library(request), 'taken');
  assert.equal(await ours(request), 'taken before');
});
