// What is live and what moves: applications in rows, environments in columns, and the lanes that are held.

import { get, pathOf } from './api.js';
import { element, inside } from './dom.js';
import { laneLine } from './lane.js';
import { badge, ended, STATUSES } from './status.js';
import { section, table } from './tables.js';
import { ago, since } from './time.js';

const PAGE = 200;
const AT_ONCE = 1000;
const FURTHER = 50; // applications behind these that an event told of
const ORDER = [/^dev/, /^(test|qa|int)/, /^(stag|pre|uat)/, /^prod/];

export class Overview {
  title = 'Overview';
  applications = new Map();
  listed = 0; // how many of them come from the list and not from an event
  told; // while all is read: what the answers may not have yet
  lanes = [];

  constructor(route) {
    this.within = route.query.get('within') ?? '';
  }

  async load(signal) {
    const told = (this.told = []);
    const read = new Map();
    this.ledger = await this.readApplications(read, undefined, Math.max(AT_ONCE, this.listed), signal);
    this.listed = read.size;
    await this.readFurther(read, signal);
    told.forEach(deployment => tell(read, deployment));
    this.told = undefined;
    this.applications = read;
    await this.reload(signal);
  }

  /** What moves is shown wherever in the list it is, and stays when all is read again. */
  async readFurther(into, signal) {
    const further = [...this.applications.values()].filter(one => one.moving.length && !into.has(one.id)).slice(-FURTHER);
    const answers = await Promise.all(further.map(one => this.readOne(one.id, signal).catch(gone)));
    answers.filter(Boolean).forEach(one => into.set(one.id, one));
  }

  async readOne(id, signal) {
    return get(pathOf('applications', id), {}, signal);
  }

  async reload(signal) {
    const answer = await get('/v1/lanes', { limit: PAGE }, signal);
    const before = new Map(this.lanes.map(lane => [lane.id, lane]));
    this.lanes = answer.lanes
      .filter(lane => lane.holder || lane.quarantined || lane.waiting.length)
      .map(lane => same(before.get(lane.id), lane));
    this.moreLanes = answer.next !== undefined;
  }

  async readApplications(into, cursor, wanted, signal) {
    const until = into.size + wanted;
    let ledger;
    do {
      const answer = await get('/v1/applications', { within: this.within, limit: PAGE, cursor }, signal);
      answer.applications.forEach(one => into.set(one.id, one));
      ({ next: cursor, ledger } = answer);
    } while (cursor && into.size < until);
    this.next = cursor;
    return ledger;
  }

  more() {
    this.listed += AT_ONCE;
    return this.readApplications(this.applications, this.next, AT_ONCE);
  }

  changed({ deployment }) {
    if (this.within && deployment.application !== this.within && !deployment.application.startsWith(`${this.within}/`)) {
      return {};
    }
    this.told?.push(deployment);
    tell(this.applications, deployment);
    return { render: true, reload: true };
  }

  render(actions) {
    const rows = rowsOf(this.applications.values());
    return [
      element('p', { class: 'counts', 'data-key': 'counts' }, this.counts()),
      section('applications', 'Applications', this.matrix(rows),
        this.next && element('button', { type: 'button', onclick: () => actions.during(() => this.more()) }, 'More applications')),
      section('lanes', 'Lanes', this.lanes.length
        ? table('Lanes with something in them', LANES, this.lanes, lane => lane.id, stamp)
        : element('p', { class: 'muted' }, 'Nothing holds a lane, nothing waits.'),
      this.moreLanes && element('p', { class: 'muted' }, `Only the first ${PAGE} lanes are shown.`)),
    ];
  }

  counts() {
    const moving = [...this.applications.values()].flatMap(one => one.moving);
    const count = status => moving.filter(one => one.status === status).length;
    return [
      this.within && element('span', {}, 'Only within ', element('code', {}, this.within), ' · ', element('a', { href: '#/' }, 'show all')),
      !moving.length && element('span', { class: 'muted' }, 'Nothing moves.'),
      STATUSES.filter(count).map(status => element('span', {}, badge(status), ` ${count(status)}`)),
    ];
  }

  matrix(rows) {
    if (!rows.length) {
      return element('p', { class: 'muted' }, 'The ledger knows no application that you may see.');
    }
    const environments = [...new Set(rows.flatMap(row => [...row.cells.keys()]))].sort(byEnvironment);
    const columns = [{ title: 'Application', head: true, cell: name },
      ...environments.map(title => ({ title, cell: row => row.cells.get(title)?.map(applicationCell) }))];
    const version = row => [...environments, ...[...row.cells.values()].flat().map(stamp)].join('\n');
    const matrix = table('What is live in each environment, and what moves', columns, rows, row => row.id, version);
    matrix.classList.add('matrix');
    return matrix;
  }
}

const LANES = [
  { title: 'Lane', head: true, cell: lane => inside('lanes', lane.id, lane.id) },
  { title: 'State', cell: laneLine },
  { title: 'Since', cell: lane => lane.since && since(lane.since) },
  { title: 'Waiting', cell: lane => String(lane.waiting.length) },
];

const stamps = new WeakMap();
let newest = 0;

/** A number for what is known of something: what comes later is another object. */
function stamp(known) {
  if (!stamps.has(known)) {
    stamps.set(known, ++newest);
  }
  return stamps.get(known);
}

/** What was known before, where the answer says nothing else: then its row is not made again. */
function same(before, answer) {
  return before && JSON.stringify(before) === JSON.stringify(answer) ? before : answer;
}

/** One that is no longer there, or no longer to be seen, does not keep the others from being shown. */
function gone(problem) {
  if (problem.status !== 404) {
    throw problem;
  }
}

function tell(applications, deployment) {
  applications.set(deployment.application, after(applications.get(deployment.application), deployment));
}

/** What is known of an application after an event told of one of its deployments. */
export function after(known, deployment) {
  const { application: id, name: called, environment, lane } = deployment;
  const before = known ?? { id, name: called, environment, lane, moving: [], last: deployment };
  const others = before.moving.filter(one => one.id !== deployment.id);
  const moving = ended(deployment) ? others : [...others, deployment].sort((a, b) => (a.requestedAt < b.requestedAt ? -1 : 1));
  const newest = before.last.id === deployment.id || before.last.requestedAt <= deployment.requestedAt;
  return { ...before, lane, moving, last: newest ? deployment : before.last, live: deployment.live ? deployment : before.live };
}

/** Rows of the matrix: applications that differ by nothing but their environment share one. */
function rowsOf(applications) {
  const rows = new Map();
  for (const one of applications) {
    const path = one.id.split('/');
    const rest = path.length === 5 ? path.toSpliced(2, 1) : path;
    const id = rest.join('/');
    const row = rows.get(id) ?? { id, name: one.name, path: rest.slice(0, -1).join(' / '), cells: new Map() };
    row.cells.set(one.environment, [...(row.cells.get(one.environment) ?? []), one]);
    rows.set(id, row);
  }
  return [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function byEnvironment(one, other) {
  const rank = name => (ORDER.findIndex(pattern => pattern.test(name)) + ORDER.length + 1) % (ORDER.length + 1);
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function name(row) {
  return [element('span', { class: 'name' }, row.name), element('span', { class: 'path' }, row.path)];
}

function applicationCell(one) {
  const failed = one.last.status === 'failed' && one.last.id !== one.live?.id;
  return element('div', { class: 'application', 'data-key': one.id },
    element('p', { class: 'now' },
      inside('applications', one.id, one.live ? one.live.version : 'nothing live'),
      one.live && element('span', { class: 'muted' }, ago(one.live.endedAt ?? one.live.updatedAt))),
    one.moving.map(moving => line(moving, since(moving.requestedAt))),
    failed && line(one.last, ago(one.last.endedAt ?? one.last.updatedAt)));
}

function line(deployment, when) {
  return element('p', { class: 'move', 'data-key': deployment.id },
    inside('deployments', deployment.id, badge(deployment.status), ' ', deployment.version),
    element('span', { class: 'muted' }, when));
}
