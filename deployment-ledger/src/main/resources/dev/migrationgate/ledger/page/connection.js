// What the page shows of its connection and of the ledger behind it.

import { get } from './api.js';
import { element } from './dom.js';

const shown = document.getElementById('connection');
const state = { stream: 'connecting', detail: '', ledger: { complete: true } };
let asking;

/** live, reconnecting, connecting, no token. The detail says why, in a sentence. */
export function streamIs(stream, detail = '') {
  Object.assign(state, { stream, detail });
  show();
}

/** What an answer or the stream told of the ledger. `changed` is called when a rebuild has come to its end. */
export function ledgerIs(ledger, changed) {
  if (typeof ledger?.complete !== 'boolean') {
    return;
  }
  const done = ledger.complete && !state.ledger.complete;
  state.ledger = ledger;
  show();
  if (done) {
    changed();
  } else if (!ledger.complete) {
    asking ??= setTimeout(() => ask(changed), 5000);
  }
}

// The stream tells of a rebuild, but need not reach us while it lasts.
async function ask(changed) {
  asking = undefined;
  const ledger = await get('/v1/ledger').catch(() => state.ledger);
  ledgerIs(ledger, changed);
}

/** A notice for the view while the ledger has not read everything; undefined otherwise. */
export function rebuildNotice() {
  return state.ledger.complete
    ? undefined
    : element('p', { class: 'notice', 'data-key': 'rebuilding' },
      element('strong', {}, 'The ledger is being rebuilt'), progress(state.ledger),
      '. What is shown here is what it has read so far, and may be old or incomplete.');
}

function progress({ read, of }) {
  return typeof read === 'number' && typeof of === 'number'
    ? `: ${read.toLocaleString('en')} of ${of.toLocaleString('en')} records` : '';
}

function percent({ read, of }) {
  return of > 0 && read >= 0 ? ` ${Math.min(99, Math.floor((100 * read) / of))} %` : '';
}

function show() {
  const rebuilding = state.ledger.complete ? '' : `rebuilding${percent(state.ledger)}`;
  const words = [state.stream, rebuilding].filter(Boolean).join(', ');
  shown.dataset.state = rebuilding ? 'rebuilding' : state.stream;
  shown.title = state.detail;
  if (shown.textContent !== words) {
    shown.textContent = words;
  }
}
