// Elements from data. Data only ever becomes text or an attribute's value; nothing here reads markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element. A child may be a node, a text, a list of these, or absent. `on…` attributes are listeners. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    set(made, name, value);
  }
  made.append(...children.flat(Infinity).filter(present));
  return made;
}

const deferrals = new WeakMap();
const versions = new WeakMap();

/** Puts off making an element's children: an element on the page with the same version shows them already. */
export function deferred(made, version, children) {
  versions.set(made, version);
  deferrals.set(made, children);
  made.setAttribute('data-deferred', '');
  return made;
}

/** Makes the children that were put off, in a tree that comes onto the page. */
export function complete(tree) {
  if (tree.nodeType === Node.ELEMENT_NODE) {
    [tree, ...tree.querySelectorAll('[data-deferred]')].forEach(make);
  }
  return tree;
}

/** Whether an element on the page shows what another one would. If not, that one is made, and the first one takes its version over. */
export function sameVersion(shown, wanted) {
  if (!deferrals.has(wanted)) {
    return false;
  }
  if (versions.get(shown) === versions.get(wanted)) {
    return true;
  }
  make(wanted);
  versions.set(shown, versions.get(wanted));
  return false;
}

function make(one) {
  const children = deferrals.get(one);
  if (children) {
    deferrals.delete(one);
    one.removeAttribute('data-deferred');
    one.append(...children());
  }
}

function set(target, name, value) {
  if (value === undefined || value === null || value === false) {
    return;
  }
  if (typeof value === 'function') {
    target.addEventListener(name.slice(2), value);
  } else if (name !== 'href' || value.startsWith('#/') || webAddress(value)) {
    target.setAttribute(name, value === true ? '' : value);
  }
}

function present(child) {
  return child !== undefined && child !== null && child !== false && child !== '';
}

/** A drawing of 12 × 12, decoration beside a text. */
export function drawing(path, filled) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.setAttribute('class', filled ? 'shape filled' : 'shape');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** The address, if it is one that a link may lead to; a `javascript:` one is not. */
export function webAddress(text) {
  const address = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  return address?.protocol === 'https:' || address?.protocol === 'http:' ? address.href : undefined;
}

/** A link out of the page, or the plain text where the address is no web address. */
export function outside(address, text) {
  const checked = webAddress(address);
  const shown = text ?? address;
  return checked ? element('a', { href: checked, rel: 'noopener noreferrer external' }, shown) : element('span', {}, shown);
}

/** A link within the page: the view's name, then the id, whose slashes stay. */
export function inside(view, id, ...children) {
  return element('a', { href: fragment(view, id) }, ...children);
}

/** The fragment of a view of one thing. */
export function fragment(view, id) {
  return `#/${view}/${id.split('/').map(encodeURIComponent).join('/')}`;
}
