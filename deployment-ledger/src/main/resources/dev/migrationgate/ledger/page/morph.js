// Brings a tree on the page to the state of a tree just made, and leaves alone what is the same: focus, scroll positions and
// what the reader opened survive an update. Children with `data-key` are matched by it, the others by their place. What is deferred (see
// dom.js) is made only where it is new or shows something else.

import { complete, sameVersion } from './dom.js';

export function morph(from, to) {
  if (from.nodeType === Node.TEXT_NODE) {
    if (from.data !== to.data) {
      from.data = to.data;
    }
    return;
  }
  if ('keep' in from.dataset) {
    return; // a form that somebody may be filling in
  }
  if (sameVersion(from, to)) {
    return;
  }
  attributes(from, to);
  children(from, to);
}

function attributes(from, to) {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !(name === 'open' && from.nodeName === 'DETAILS')) {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of to.attributes) {
    // The policy forbids style as an attribute, but not to a script that sets properties.
    if (name === 'style') {
      from.style.cssText = to.style.cssText;
    } else if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
}

function children(from, to) {
  const keyed = new Map([...from.children].filter(keyOf).map(child => [keyOf(child), child]));
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const key = keyOf(wanted);
    const found = key ? keyed.get(key) : at && !keyOf(at) ? at : null;
    if (!found || !alike(found, wanted)) {
      from.insertBefore(complete(wanted), at);
      continue;
    }
    if (found === at) {
      at = at.nextSibling;
    } else {
      from.insertBefore(found, at);
    }
    morph(found, wanted);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function keyOf(node) {
  return node.dataset?.key;
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}
