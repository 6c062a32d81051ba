// Search: a form whose fields are the fragment's query, and what was found, page by page.

import { get } from './api.js';
import { element } from './dom.js';
import { STATUSES } from './status.js';
import { deployments, section } from './tables.js';

const FIELDS = ['application', 'lane', 'environment', 'actor', 'commit', 'since', 'until'];
const PAGE = 50;
const EMPTY_PAGES = 20; // a page may be empty and yet not the last

export class Search {
  title = 'Search';
  found = [];

  constructor(route) {
    this.query = route.query;
  }

  // What was asked for may be a bookmark, or typed into the address: the form stays, so that it can be mended.
  async load(signal) {
    this.problem = undefined;
    try {
      await this.find(signal);
    } catch (error) {
      if (error.status !== 400) {
        throw error;
      }
      this.problem = error.message;
      this.found = [];
      this.next = undefined;
    }
  }

  async find(signal) {
    const wanted = Math.max(this.found.length, 1);
    const before = this.found;
    this.found = [];
    try {
      await this.read(undefined, wanted, signal);
    } catch (error) {
      this.found = before;
      throw error;
    }
  }

  async read(cursor, wanted, signal) {
    const until = this.found.length + wanted;
    for (let pages = 0; pages < EMPTY_PAGES; pages++) {
      const answer = await get('/v1/deployments', { ...this.parameters(), limit: PAGE, cursor }, signal);
      this.found.push(...answer.deployments);
      this.ledger = answer.ledger;
      this.next = cursor = answer.next;
      if (!cursor || this.found.length >= until) {
        return;
      }
    }
  }

  parameters() {
    return { ...Object.fromEntries(FIELDS.map(name => [name, this.query.get(name) ?? ''])), status: this.query.getAll('status') };
  }

  changed({ deployment }) {
    const known = this.found.some(one => one.id === deployment.id);
    this.found = this.found.map(one => (one.id === deployment.id ? deployment
      : deployment.live && one.application === deployment.application ? { ...one, live: false } : one));
    return { render: known || deployment.live };
  }

  render(actions) {
    return [
      this.form(actions),
      section('found', 'Found',
        this.found.length > 0 && deployments('Deployments, newest first', this.found),
        this.problem && element('p', { role: 'alert', id: 'problem' }, this.problem),
        !this.problem && element('p', { class: 'muted', id: 'count' }, this.count()),
        this.next && element('button', { type: 'button', id: 'more', onclick: () => actions.during(() => this.more(), this) }, 'More')),
    ];
  }

  async more() {
    await this.read(this.next, 1);
    return this.count();
  }

  count() {
    const shown = this.found.length === 1 ? '1 deployment' : `${this.found.length || 'No'} deployments`;
    return this.next ? `${shown} so far; there may be more.` : `${shown}${this.found.length ? '; that is all' : ' found'}.`;
  }

  form(actions) {
    const value = name => this.query.get(name) ?? '';
    const field = (name, label, hint, extra = {}) => element('div', { class: 'field' },
      element('label', { for: `search-${name}` }, label),
      element('input', { id: `search-${name}`, name, value: value(name), autocomplete: 'off', spellcheck: 'false', 'aria-describedby': hint && `hint-${name}`, ...extra }),
      hint && element('small', { id: `hint-${name}` }, hint));
    const moment = (name, label) => field(name, label, 'your time', { type: 'datetime-local', step: '1', value: local(value(name)) });
    return element('form', { class: 'search', role: 'search', 'data-keep': true, 'data-key': 'form', 'aria-label': 'Deployments', onsubmit: event => submit(event, actions) },
      field('application', 'Application', 'its name, its id, or a beginning of it: acme/retail'),
      field('commit', 'Commit', 'at least 7 digits', { pattern: '\\s*[0-9a-fA-F]{7,64}\\s*', title: 'At least 7 hexadecimal digits' }),
      field('actor', 'Actor'), field('environment', 'Environment'), field('lane', 'Lane'),
      moment('since', 'Requested from'), moment('until', 'Requested before'),
      element('fieldset', {}, element('legend', {}, 'Status'), STATUSES.map(status => this.choice(status))),
      element('div', { class: 'buttons' },
        element('button', { type: 'submit', class: 'strong' }, 'Search'),
        element('a', { href: '#/search' }, 'Clear')));
  }

  choice(status) {
    const checked = this.query.getAll('status').includes(status);
    return element('label', {}, element('input', { type: 'checkbox', name: 'status', value: status, checked }), ' ', status.replace('-', ' '));
  }
}

function submit(event, actions) {
  event.preventDefault();
  const given = [...new FormData(event.target)]
    .map(([name, value]) => [name, meant(name, value)])
    .filter(([, value]) => value);
  actions.go(given.length ? `#/search?${new URLSearchParams(given)}` : '#/search');
}

function meant(name, value) {
  if (name === 'since' || name === 'until') {
    return utc(value);
  }
  return name === 'commit' ? value.trim().toLowerCase() : value.trim(); // commits are recorded in lower case
}

function utc(value) {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

function local(value) {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? '' : new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}
