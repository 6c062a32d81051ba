/** Work that is asked for often and done at most once in a while, at once the first time. */
export function spaced(milliseconds, work) {
  let timer;
  let again = false;
  let last = -Infinity;
  const go = async () => {
    again = false;
    last = performance.now();
    try {
      await work();
    } finally {
      timer = again ? setTimeout(go, milliseconds) : undefined;
    }
  };
  return () => {
    if (timer === undefined) {
      timer = setTimeout(go, Math.max(0, last + milliseconds - performance.now()));
    } else {
      again = true;
    }
  };
}
