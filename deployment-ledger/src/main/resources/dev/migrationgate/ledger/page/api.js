// Asking the server. What goes wrong comes back as a `Problem`, which says so in words.

import { askForToken, dropToken, token } from './token.js';

/** What the server, or the way to it, said instead of an answer. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail ?? title);
    this.status = status;
    this.title = title;
  }
}

/** The JSON at a path. Parameters that are absent or empty are left out; a list is repeated. */
export async function get(path, parameters = {}, signal) {
  const response = await request(path + query(parameters), 'application/json', {}, signal);
  try {
    return await response.json();
  } catch (error) {
    throw aborted(error) ? error : new Problem(response.status, 'Not understood', 'The server answered, but not with JSON.');
  }
}

/** A path with an id whose slashes stay. */
export function pathOf(collection, id) {
  // The browser would resolve dots before anything is sent.
  if (id.split('/').some(segment => segment === '.' || segment === '..' || segment === '')) {
    throw new Problem(404, 'Not found', `“${id}” is no id.`);
  }
  return `/v1/${collection}/${id.split('/').map(encodeURIComponent).join('/')}`;
}

/** A good answer to a GET. Where a token is wanted, the reader is asked for one, unless `ask` is false, and the server again. */
export async function request(path, accept, headers, signal, ask = true) {
  for (;;) {
    const used = token();
    const response = await send(path, { accept, ...headers, ...(used && { authorization: `Bearer ${used}` }) }, signal);
    if (response.ok) {
      return response;
    }
    const problem = await problemOf(response);
    if (response.status !== 401 || !(await another(used, problem, ask))) {
      throw problem;
    }
  }
}

async function another(used, problem, ask) {
  dropToken(used);
  return token() !== undefined || (ask && askForToken(used ? `The token was refused: ${problem.message}` : problem.message));
}

async function send(path, headers, signal) {
  try {
    return await fetch(path, { headers, signal, cache: 'no-store', credentials: 'same-origin' });
  } catch (error) {
    throw aborted(error) ? error : new Problem(0, 'No connection', 'The ledger does not answer: the network or the server is away.');
  }
}

async function problemOf(response) {
  const said = await response.json().catch(() => ({}));
  const title = typeof said?.title === 'string' ? said.title : `The ledger answered ${response.status}`;
  return new Problem(response.status, title, typeof said?.detail === 'string' ? said.detail : title);
}

/** Whether it only means that the answer is no longer wanted. */
export function aborted(error) {
  return error?.name === 'AbortError';
}

function query(parameters) {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map(one => [name, one]));
  const given = new URLSearchParams(pairs.filter(([, value]) => value !== undefined && value !== ''));
  return given.size ? `?${given}` : '';
}
