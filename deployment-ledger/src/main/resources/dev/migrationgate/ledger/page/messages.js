// What is said beside the view: trouble to see, and changes for those who listen to the page.

const box = document.getElementById('trouble');
const heard = document.getElementById('announcement');
const QUIET_MS = 1500; // many changes at once are told as one
let waiting = [];

/** Shows what went wrong, or nothing. */
export function trouble(words = '') {
  box.textContent = words;
  box.hidden = words === '';
}

/** Tells a change politely. */
export function announce(words) {
  if (!words) {
    return;
  }
  if (!waiting.length) {
    setTimeout(tell, QUIET_MS);
  }
  waiting.push(words);
}

function tell() {
  heard.textContent = waiting.length > 3 ? `${waiting.length} changes` : waiting.join('. ');
  waiting = [];
}
