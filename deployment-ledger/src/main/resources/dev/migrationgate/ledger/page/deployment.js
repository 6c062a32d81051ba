// A deployment: what it is, why it is where it is, its timeline, its migration, its service, and every event.

import { get, pathOf } from './api.js';
import { commitAddress, executionAddress, serviceAddress } from './addresses.js';
import { element, inside, outside } from './dom.js';
import { phasesOf } from './phases.js';
import { badge, ended, liveMark } from './status.js';
import { facts, section, shortId, table, took } from './tables.js';
import { absolute, ago } from './time.js';
import { timeline } from './timeline.js';

export class DeploymentPage {
  constructor(route) {
    this.id = route.id;
    this.title = `Deployment ${this.id}`;
  }

  async load(signal) {
    const read = await get(pathOf('deployments', this.id), {}, signal);
    this.deployment = { ...read, events: read.events ?? [] };
    this.ledger = read.ledger;
    this.title = `${read.name} ${read.version} in ${read.environment}`;
  }

  changed({ deployment }) {
    const mine = this.deployment;
    if (deployment.id === mine.id) {
      const { events, why } = mine;
      this.deployment = { ...deployment, events, why };
      return { render: true, reload: true };
    }
    // Why it waits changes with its lane, and whether it is live with its application.
    return { reload: deployment.application === mine.application || (!ended(mine) && deployment.lane === mine.lane) };
  }

  /** Whether time alone changes what is shown. */
  going() {
    return !ended(this.deployment);
  }

  render() {
    const { deployment } = this;
    const phases = phasesOf(deployment, Date.now());
    return [
      element('p', { class: 'lead', 'data-key': 'lead' }, badge(deployment.status), deployment.live && liveMark(), ' ', deployment.why?.text ?? deployment.message),
      reason(deployment),
      chain(deployment.why?.chain ?? []),
      section('timeline', 'Timeline', phases.length ? timeline(phases) : element('p', { class: 'muted' }, 'No event tells when it began.')),
      section('migration', 'Migration', migration(deployment)),
      section('service', 'Service', service(deployment)),
      section('request', 'Request', request(deployment)),
      section('events', 'Events', table('Every event of this deployment, in order', EVENTS, deployment.events,
        one => `${one.topic}/${one.partition}/${one.offset}`)),
    ];
  }
}

// The recorded words; the sentence above is the ledger's.
function reason({ reason: word, message }) {
  return (word || message) && element('p', { 'data-key': 'reason' }, word && element('code', {}, word), word && message && ': ', message);
}

function chain(reasons) {
  return reasons.length > 1 && element('ol', { class: 'chain', 'data-key': 'chain', 'aria-label': 'Why, step by step' },
    reasons.map(reason => element('li', {}, reason)));
}

function request(one) {
  const commit = one.commit && element('code', {}, one.commit);
  const address = commitAddress(one);
  return facts([
    ['Application', inside('applications', one.application, one.application)],
    ['Lane', inside('lanes', one.lane, one.lane)],
    ['Version', one.version],
    ['Image', element('code', {}, one.image)],
    ['Requested', [absolute(one.requestedAt), ', ', ago(one.requestedAt)]],
    ['Requested by', one.actor],
    ['Came by', one.source],
    ['Repository', one.repository],
    ['Ref', one.ref],
    ['Commit', commit && (address ? outside(address, commit) : commit)],
    [ended(one) ? 'Ended' : 'Last event', [absolute(one.endedAt ?? one.updatedAt), ', ', ago(one.endedAt ?? one.updatedAt)]],
    ['Duration', took(one)],
    ['Repeated because', one.events.map(event => event.data?.replayReason).find(Boolean)],
    ['Repeats', one.replayOf && inside('deployments', one.replayOf, shortId(one.replayOf))],
    ['Superseded by', one.supersededBy && inside('deployments', one.supersededBy, shortId(one.supersededBy))],
    ['Id', element('code', {}, one.id)],
  ]);
}

const MIGRATIONS = {
  none: 'none wanted', applied: 'applied', 'not-required': 'not required', skipped: 'skipped by a person',
};

function migration(one) {
  const evidence = one.events.map(event => event.data?.evidence).findLast(Boolean);
  const address = executionAddress(one.execution);
  const lines = one.logExcerpt ?? [];
  return [
    facts([
      ['Outcome', outcome(one)],
      ['Attempt', one.attempt > 0 && String(one.attempt)],
      ['Execution', one.execution && element('code', {}, one.execution)],
      ['In the console', address && outside(address, 'execution in the Google Cloud console')],
      ['Image it ran', evidence?.image && element('code', {}, evidence.image)],
      ['Its log', one.logUri && outside(one.logUri)],
    ]),
    lines.length > 0 && element('h3', { id: 'log-title' }, 'Last lines of its log'),
    lines.length > 0 && element('pre', { class: 'log', tabindex: '0', role: 'region', 'aria-labelledby': 'log-title' }, lines.join('\n')),
  ];
}

function outcome(one) {
  if (one.migration === 'wanted') {
    return ended(one) ? 'wanted, not applied' : 'wanted, not ended yet';
  }
  return Object.hasOwn(MIGRATIONS, one.migration) ? MIGRATIONS[one.migration] : one.migration;
}

function service(one) {
  const address = serviceAddress(one.service);
  const known = [one.service, one.revision, one.uri].some(Boolean);
  return known
    ? facts([
      ['Service', one.service && element('code', {}, one.service)],
      ['In the console', address && outside(address, 'service in the Google Cloud console')],
      ['Revision', one.revision && element('code', {}, one.revision)],
      ['Address', one.uri && outside(one.uri)],
    ])
    : element('p', { class: 'muted' }, ended(one) ? 'No revision was made of it.' : 'No revision is told of yet.');
}

const EVENTS = [
  { title: 'Event', head: true, cell: one => one.topic },
  { title: 'Time', cell: one => absolute(one.time) },
  { title: 'Partition', cell: one => String(one.partition) },
  { title: 'Offset', cell: one => String(one.offset) },
  { title: 'Id', cell: one => element('code', {}, one.id) },
  { title: 'Source', cell: one => one.source },
  { title: 'Data', cell: one => one.data && element('details', {},
    element('summary', {}, 'Data', element('span', { class: 'unseen' }, ` of ${one.topic}, offset ${one.offset}`)),
    element('pre', { tabindex: '0' }, JSON.stringify(one.data, null, 2))) },
];
