// Starts the page: shows the view that the address names, and keeps it up to date with the stream.

import { aborted, Problem } from './api.js';
import { Application } from './application.js';
import { ledgerIs, rebuildNotice, streamIs } from './connection.js';
import { DeploymentPage } from './deployment.js';
import { complete, element } from './dom.js';
import { Lane } from './lane.js';
import { announce, trouble } from './messages.js';
import { morph } from './morph.js';
import { Overview } from './overview.js';
import { routeOf } from './router.js';
import { Search } from './search.js';
import { spaced } from './spaced.js';
import { follow } from './stream.js';
import { duration, tick } from './time.js';
import { askForToken } from './token.js';

const VIEWS = { overview: Overview, deployments: DeploymentPage, applications: Application, lanes: Lane, search: Search };
const RELOAD_MS = 1000; // at most one reload of a view in this time, the first at once
const DRAW_MS = 40;
const SENTENCES_S = 15;
const main = document.getElementById('main');
let shown; // the view, whether it is ready or what its error was, and whether it has to be read again

async function navigate(first) {
  shown?.abort.abort();
  const route = routeOf(location.hash);
  const mine = { abort: new AbortController(), ready: false };
  shown = mine;
  trouble();
  main.setAttribute('aria-busy', 'true');
  mark(route.view);
  try {
    mine.view = made(route);
    await mine.view.load(mine.abort.signal);
    mine.ready = true;
  } catch (error) {
    mine.error = error;
  }
  if (shown !== mine || aborted(mine.error)) {
    return;
  }
  main.removeAttribute('aria-busy');
  draw(true);
  if (mine.missed) {
    refreshWhole();
  }
  if (!first) {
    window.scrollTo(0, 0);
    main.querySelector('h1').focus({ preventScroll: true });
  }
}

function made(route) {
  if (!Object.hasOwn(VIEWS, route.view)) {
    throw new Problem(404, 'No such view', 'This address leads to nothing that the page can show.');
  }
  return new VIEWS[route.view](route);
}

function mark(view) {
  for (const name of ['overview', 'search']) {
    const link = document.getElementById(`to-${name}`);
    if (name === view) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

function draw(whole) {
  if (shown.ready) {
    ledgerIs(shown.view.ledger, refreshWhole);
    shown.view.ledger = undefined;
  }
  const next = element('main', { id: 'main', tabindex: '-1' }, content());
  document.title = `${next.querySelector('h1').textContent} · Migration Gate`;
  if (whole) {
    main.replaceChildren(...complete(next).childNodes);
  } else {
    morph(main, next);
  }
}

function content() {
  const { view, ready, error } = shown;
  const heading = title => [element('h1', { tabindex: '-1' }, title), rebuildNotice()];
  if (!ready) {
    return [heading(error.title ?? 'That did not work'), apology(error)];
  }
  try {
    return [heading(view.title), view.render(actions)];
  } catch (unexpected) {
    console.error(unexpected);
    return [heading(view.title), apology(new Problem(0, '', `The page cannot show what the ledger answered: ${unexpected.message}`))];
  }
}

function apology(error) {
  const again = () => navigate(false);
  return [
    element('p', { class: 'lead' }, error.message),
    element('p', { class: 'buttons' },
      error.status === 401
        ? element('button', { type: 'button', class: 'strong', onclick: async () => (await askForToken(error.message)) && again() }, 'Enter a token')
        : element('button', { type: 'button', onclick: again }, 'Try again'),
      element('a', { href: '#/' }, 'To the overview')),
  ];
}

const redraw = spaced(DRAW_MS, () => shown.ready && draw(false));

const refresh = spaced(RELOAD_MS, async () => {
  const mine = shown;
  try {
    if (!mine.ready) {
      return;
    }
    const part = mine.whole ? undefined : mine.view.reload;
    mine.whole = false;
    await (part ?? mine.view.load).call(mine.view, mine.abort.signal);
    if (shown === mine) {
      trouble();
      draw(false);
    }
  } catch (error) {
    if (shown === mine && !aborted(error)) {
      trouble(`What is shown could not be brought up to date: ${error.message}`);
    }
  }
});

/** Reads a view again with all that it shows, not only with what an event cannot tell. */
function refreshWhole() {
  shown.whole = true;
  refresh();
}

/** What a view may ask for. */
const actions = {
  go(fragment) {
    if (location.hash === fragment) {
      navigate(false);
    } else {
      location.hash = fragment;
    }
  },
  async during(work) {
    const mine = shown;
    main.setAttribute('aria-busy', 'true');
    try {
      const said = await work();
      trouble();
      announce(said);
    } catch (error) {
      trouble(error.message);
    }
    if (shown === mine) {
      main.removeAttribute('aria-busy');
      draw(false);
    }
  },
};

const listener = {
  opened(resumed) {
    streamIs('live');
    if (!resumed) {
      missed(); // what happened between loading and now was told to nobody
    }
  },
  waiting(problem, milliseconds) {
    streamIs(problem?.status === 401 ? 'no token' : 'reconnecting',
      `${problem?.message ?? 'The connection ended.'} Tries again in ${duration(milliseconds)}.`);
  },
  message(name, text) {
    const told = parsed(text);
    if (name === 'reset') {
      missed(); // more happened meanwhile than is told again
    } else if (name === 'ledger') {
      ledgerIs(told, refreshWhole);
      redraw();
    } else if (name === 'deployment' && told?.deployment) {
      changed(told);
    }
  },
};

function missed() {
  if (shown.ready) {
    refreshWhole();
  } else {
    shown.missed = true;
  }
}

function changed(told) {
  if (!shown.ready) {
    missed(); // the answer on its way may be older
    return;
  }
  const { render, reload } = shown.view.changed(told);
  if (render) {
    redraw();
  }
  if (reload) {
    refresh();
  }
  if (render || reload) {
    const { name, version, environment, status } = told.deployment;
    announce(`${name} ${version} in ${environment}: ${status.replace('-', ' ')}`);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // one line that is not understood must not end the stream
  }
}

document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  (main.querySelector('h1') ?? main).focus();
});
window.addEventListener('hashchange', () => navigate(false));
let seconds = 0;
setInterval(() => {
  tick();
  const { ready, view } = shown;
  const going = ready && !document.hidden && Boolean(view.going?.());
  if (going) {
    redraw();
  }
  // The ledger's sentences have durations in them.
  if (++seconds % SENTENCES_S === 0 && (going || (ready && !document.hidden && view.reload))) {
    refresh();
  }
}, 1000);
navigate(true);
follow('/v1/stream', listener);
