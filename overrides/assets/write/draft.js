// The drafts in this browser, and nowhere else. Nothing is kept before somebody types. Each tab has a draft of its own: a
// tab that is opened takes the newest that no other one has open, or begins a new one.

// Several magazines may share a host (name.github.io): each has drafts of its own.
const PREFIX = `magazine-draft:${location.pathname}:`;
let name = PREFIX + Date.now();

function drafts() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .sort()
    .reverse();
}

/** Tells whether no other tab has this draft open, and has it open from now on until the tab is closed. */
function take(key) {
  if (!navigator.locks) {
    return Promise.resolve(true); // pages without https
  }
  return new Promise((resolve) => {
    navigator.locks.request(key, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {}); // held as long as the tab is there
    });
  });
}

/** Opens a draft and resolves to it, or to null where there is none that is not open elsewhere. */
export async function open() {
  try {
    for (const key of drafts()) {
      if (await take(key)) {
        const article = JSON.parse(localStorage.getItem(key));
        name = key;
        return article;
      }
    }
  } catch {
    // private windows may refuse, and what is kept may be damaged
  }
  await take(name);
  return null;
}

/** Keep the draft; tells whether the browser did. */
export function keep(article) {
  try {
    localStorage.setItem(name, JSON.stringify(article));
    return true;
  } catch {
    return false; // private windows may refuse: the text then lasts as long as the page
  }
}

/** Delete the draft. */
export function forget() {
  try {
    localStorage.removeItem(name);
  } catch {
    // It was never kept.
  }
}
