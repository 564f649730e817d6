// The button that deletes all that the magazine has stored in this browser: kept pages, choices, drafts.
import { said } from "./said.js";
import { remove } from "./worker.js";

const PREFIX = "magazine-";
const told = document.querySelector(".stored [role=status]");

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return []; // where storing is refused, nothing is stored
  }
}

document.querySelector(".stored button").addEventListener("click", async () => {
  const { words } = await said;
  if (names().some((name) => name.startsWith(`${PREFIX}draft`)) && !confirm(words["stored-drafts"])) return;
  try {
    await remove();
    for (const name of names()) localStorage.removeItem(name);
    delete document.documentElement.dataset.scheme;
    document.documentElement.style.fontSize = "";
    told.textContent = words["stored-deleted"];
  } catch {
    told.textContent = words["stored-failed"];
  }
  dispatchEvent(new Event("magazine-stored"));
});
