// The server's stream of events. An EventSource cannot send a token, so this reads the stream itself: it goes on after the last id
// that it saw, waits longer after each failure, and takes a connection that says nothing for long as cut.

import { aborted, request } from './api.js';

const SILENCE_MS = 45000; // the server sends a comment every 15 s
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30000;
const EARLIER = ['online', 'token']; // what ends a wait before its time

/** Follows a stream for ever. `listener` has opened(resumed), message(name, text) and waiting(problem, milliseconds). */
export async function follow(path, listener) {
  const position = { id: undefined, first: FIRST_WAIT_MS, wait: FIRST_WAIT_MS };
  for (;;) {
    const problem = await once(path, position, listener);
    const wait = position.wait * (0.75 + Math.random() / 2);
    listener.waiting(problem, wait);
    await pause(wait);
    position.wait = Math.min(position.wait * 2, LONGEST_WAIT_MS);
  }
}

/** Reads one connection to its end; answers why it ended. */
async function once(path, position, listener) {
  const abort = new AbortController();
  const watch = silence(() => abort.abort());
  try {
    const headers = position.id === undefined ? {} : { 'last-event-id': position.id };
    const response = await request(path, 'text/event-stream', headers, abort.signal, false);
    listener.opened(position.id !== undefined);
    await read(response.body, position, listener, watch);
    return undefined;
  } catch (error) {
    return aborted(error) ? undefined : error;
  } finally {
    watch.stop();
  }
}

async function read(body, position, listener, watch) {
  const lines = parser((name, text, id) => {
    position.id = id ?? position.id;
    listener.message(name, text);
  }, milliseconds => (position.first = Math.min(Math.max(milliseconds, 100), LONGEST_WAIT_MS)));
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    watch.heard();
    position.wait = position.first;
    lines(value);
  }
}

/** Takes the stream's text in any pieces; see https://html.spec.whatwg.org/multipage/server-sent-events.html. */
export function parser(message, retry) {
  let rest = '';
  let event = { data: [] };
  const field = (name, value) => {
    if (name === 'data') {
      event.data.push(value);
    } else if (name === 'event') {
      event.name = value;
    } else if (name === 'id' && !value.includes('\0')) {
      event.id = value;
    } else if (name === 'retry' && /^\d+$/.test(value)) {
      retry(Number(value));
    }
  };
  const line = text => {
    if (text === '') {
      if (event.data.length) {
        message(event.name ?? 'message', event.data.join('\n'), event.id);
      }
      event = { data: [] };
    } else if (!text.startsWith(':')) {
      const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(text);
      field(name, value);
    }
  };
  return piece => {
    rest += piece;
    // A carriage return at the very end may be the first half of a line's end.
    for (let found; (found = /\r\n|\n|\r(?!$)/.exec(rest)); ) {
      const text = rest.slice(0, found.index);
      rest = rest.slice(found.index + found[0].length);
      line(text);
    }
  };
}

function silence(cut) {
  let timer = setTimeout(cut, SILENCE_MS);
  return {
    heard() {
      clearTimeout(timer);
      timer = setTimeout(cut, SILENCE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

function pause(milliseconds) {
  return new Promise(resolve => {
    const go = () => {
      clearTimeout(timer);
      EARLIER.forEach(name => window.removeEventListener(name, go));
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    EARLIER.forEach(name => window.addEventListener(name, go));
  });
}
