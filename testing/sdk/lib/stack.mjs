/** Where the running stack is, from its data folder: ROLLCALL_HOME, else .rollcall of this tree. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const home = process.env.ROLLCALL_HOME ?? join(root, '.rollcall');
const read = (file) => readFileSync(join(home, file), 'utf8').trim();
if (!existsSync(join(home, 'state.json'))) {
  throw new Error("Rollcall is not running: start it with './rollcall up --detach'.");
}
const state = JSON.parse(read('state.json'));

export const gatewayUrl = state.gatewayUrl;
export const clerkUrl = state.clerkUrl;
export const secretKey = read('secrets/clerk-secret.key');
export const webhookSecret = read('secrets/webhook.secret');
