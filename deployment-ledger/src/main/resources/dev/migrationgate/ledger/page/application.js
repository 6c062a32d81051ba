// An application: what it serves, what moves, and its history.

import { get, pathOf } from './api.js';
import { element, inside, outside } from './dom.js';
import { deployments, facts, section, shortId } from './tables.js';
import { ago } from './time.js';

export class Application {
  constructor(route) {
    this.id = route.id;
    this.title = this.id.split('/').at(-1);
  }

  async load(signal) {
    this.application = await get(pathOf('applications', this.id), {}, signal);
    this.ledger = this.application.ledger;
    this.title = `${this.application.name} in ${this.application.environment}`;
  }

  changed({ deployment }) {
    return { reload: deployment.application === this.id };
  }

  render() {
    const { application } = this;
    const { live, moving = [], history = [] } = application;
    return [
      facts([['Application', within(application.id)], ['Lane', inside('lanes', application.lane, application.lane)]]),
      section('live', 'Live', live
        ? facts([['Version', element('strong', {}, live.version)], ['Since', ago(live.endedAt ?? live.updatedAt)],
          ['Deployment', inside('deployments', live.id, shortId(live.id))], ['Requested by', live.actor],
          ['Address', live.uri && outside(live.uri)], ['Image', element('code', {}, live.image)]])
        : element('p', { class: 'muted' }, 'Nothing was deployed yet.')),
      moving.length > 0 && section('moving', 'Moving', deployments('Deployments that are not ended, oldest first', moving, SAME)),
      section('history', 'History',
        deployments('Deployments, newest first', history, SAME),
        element('p', {}, element('a', { href: `#/search?${new URLSearchParams({ application: application.id })}` }, 'Search all of its deployments'))),
    ];
  }
}

/** The id, each beginning of which leads to what the overview shows within it. */
function within(id) {
  const path = id.split('/');
  const beginning = count => `#/?${new URLSearchParams({ within: path.slice(0, count).join('/') })}`;
  return path.map((segment, at) => (at < path.length - 1 ? [element('a', { href: beginning(at + 1) }, segment), '/'] : segment));
}

const SAME = ['Application', 'Environment'];
