// The bearer token: asked for where the server wants one, kept for this tab only.

const KEY = 'migration-gate.token';
const dialog = document.getElementById('token-dialog');
const input = document.getElementById('token-value');
const forgetButton = document.getElementById('forget');
let asking;

/** The token, or undefined while there is none. */
export function token() {
  return sessionStorage.getItem(KEY) ?? undefined;
}

/** Asks for a token, once for all who need it. Answers whether one was given. */
export function askForToken(reason) {
  asking ??= new Promise(resolve => open(reason, resolve)).finally(() => (asking = undefined));
  return asking;
}

function open(reason, resolve) {
  document.getElementById('token-reason').textContent = reason;
  input.value = '';
  dialog.returnValue = '';
  dialog.addEventListener('close', () => resolve(dialog.returnValue === 'given'), { once: true });
  dialog.showModal();
  input.focus();
}

document.getElementById('token-form').addEventListener('submit', event => {
  event.preventDefault();
  sessionStorage.setItem(KEY, input.value.trim());
  input.value = '';
  showForget();
  dialog.close('given');
  window.dispatchEvent(new Event('token'));
});

document.getElementById('token-cancel').addEventListener('click', () => dialog.close(''));

/** Drops a token that was refused, unless another has taken its place. */
export function dropToken(refused) {
  if (token() === refused) {
    sessionStorage.removeItem(KEY);
    showForget();
  }
}

forgetButton.addEventListener('click', () => {
  sessionStorage.removeItem(KEY);
  location.reload();
});

function showForget() {
  forgetButton.hidden = token() === undefined;
}

showForget();
