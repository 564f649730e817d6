// The pictures of an article, large. Loaded with lightbox.css when a reader asks for one.
// Its words are in the page's template "lightbox"; Esc is the dialog's own.
import { onKey } from "./magazine.js";

const SWIPE = 40; // pixels that a finger has to go

let dialog, links, index;

/** Shows the picture that a link leads to, and those beside it. */
export function open(link) {
  dialog ??= made();
  links = [...document.querySelectorAll(".article a.picture")];
  dialog.classList.toggle("lightbox--single", links.length < 2);
  dialog.addEventListener("close", () => link.focus(), { once: true });
  show(links.indexOf(link));
  dialog.showModal();
}

function show(number) {
  index = (number + links.length) % links.length;
  const link = links[index];
  const picture = link.querySelector("picture, img").cloneNode(true);
  const image = picture.querySelector("img") || picture;
  picture.querySelectorAll("source").forEach(source => { source.sizes = `min(100vw, ${image.getAttribute("width")}px)`; });
  image.removeAttribute("loading");
  const caption = link.closest("figure")?.querySelector("figcaption");
  part("picture").replaceChildren(picture);
  part("caption").replaceChildren(...(caption ? caption.cloneNode(true).childNodes : []));
  const position = part("position");
  position.textContent = position.dataset.text.replace("%1", index + 1).replace("%2", links.length);
}

function made() {
  const box = document.getElementById("lightbox").content.firstElementChild.cloneNode(true);
  document.body.append(box);
  box.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button?.dataset.step) show(index + Number(button.dataset.step));
    else if (button || event.target.matches(".lightbox, .lightbox__picture")) box.close();
  });
  onKey(box, { ArrowLeft: () => show(index - 1), ArrowRight: () => show(index + 1) });
  let start = null;
  box.addEventListener("touchstart", event => {
    const enlarged = window.visualViewport?.scale > 1.01; // then a finger moves the picture
    start = event.touches.length === 1 && !enlarged ? event.touches[0] : null;
  }, { passive: true });
  box.addEventListener("touchend", event => {
    if (!start) return;
    const across = event.changedTouches[0].clientX - start.clientX;
    const down = event.changedTouches[0].clientY - start.clientY;
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) show(index - Math.sign(across));
  });
  return box;
}

function part(name) {
  return dialog.querySelector(`.lightbox__${name}`);
}
