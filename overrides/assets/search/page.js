// The page of the search: what is asked for stands in its address.
import { onKey } from "../magazine.js";
import { panel, query } from "./panel.js";

const root = document.querySelector(".search");
const { ask, input, prepare } = panel(root, new URL(root.dataset.top, location), (asked, how) => {
  const address = location.pathname + query(asked);
  if (how === "typed") {
    history.replaceState(null, "", address);
  } else if (query(asked) !== location.search) {
    history.pushState(null, "", address);
  }
});
const fromAddress = () => ask(new URLSearchParams(location.search));

addEventListener("popstate", fromAddress);
function toInput(event) {
  event.preventDefault();
  input.focus();
}
onKey(document, { "/": toInput, "Control+k": toInput });
if (location.search) {
  fromAddress();
} else {
  ask(new URLSearchParams());
  input.focus();
  prepare();
}
