// The draft in this browser, and nowhere else. Nothing is kept before somebody types.

// Several magazines may share a host (name.github.io): each has a draft of its own.
const NAME = `magazine-draft:${location.pathname}`;

/** Keep the draft; tells whether the browser did. */
export function keep(article) {
  try {
    localStorage.setItem(NAME, JSON.stringify(article));
    return true;
  } catch {
    return false; // private windows may refuse: the text then lasts as long as the page
  }
}

/** The draft that was kept, or null. */
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(NAME));
  } catch {
    return null;
  }
}

/** Delete the draft. */
export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // It was never kept.
  }
}
