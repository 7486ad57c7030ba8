/** A back end that tells whoever calls who they are: npm ci && npm start. */
import { createServer } from 'node:http';
import { callers, Refused } from './rollcall.mjs';

const setting = (name) => {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
};

const caller = callers({
  name: setting('BACKEND_NAME'),
  gatewayUrl: setting('GATEWAY_URL'),
  trustedKeys: setting('ROLLCALL_TRUSTED_KEYS'),
});

const server = createServer(async (request, response) => {
  const answer = (status, body, headers = {}) => {
    const type = { 'content-type': 'application/json', 'cache-control': 'no-store' };
    response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
  };
  try {
    const person = await caller(request);
    answer(200, { greeting: `Hello, ${person.firstName ?? 'you'}!`, person });
  } catch (error) {
    if (error instanceof Refused) {
      console.log(`refused: ${error.message}`); // the caller hears no reason
      answer(401, { code: 'caller_unknown' });
    } else {
      console.error(`cannot verify: ${error.code ?? error.name}`);
      answer(503, { code: 'unavailable' }, { 'retry-after': '1' });
    }
  }
});

server.listen(Number(process.env.PORT ?? 8090), '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`);
});
