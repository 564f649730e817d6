// Reads the article aloud, sentence by sentence, with a voice of the reader's device; the sentence is marked in the page.
import { element } from "../element.js";
import { said } from "./said.js";
import { sentences } from "./sentences.js";

const MARK = "magazine-aloud"; // in reading.css
const speech = globalThis.speechSynthesis;

/** Ends the reading, if it goes on. */
export let close = () => {};

let run = 0; // what an earlier sentence tells when it is called off counts no more

// Only voices of the device: of all others (`localService` is false) the browser sends the text to a server, and
// nobody is to learn what is read here.
function voice(lang) {
  const [wanted, short] = [lang.toLowerCase(), lang.toLowerCase().split("-")[0]];
  const tag = (each) => each.lang.toLowerCase().replace("_", "-");
  const found = speech.getVoices().filter((each) => each.localService && tag(each).split("-")[0] === short);
  return found.find((each) => tag(each) === wanted && each.default) || found.find((each) => tag(each) === wanted)
    || found.find((each) => each.default) || found[0];
}

/** Returns the buttons. They show when there is a voice, which browsers find after a while. */
export async function part() {
  const { words } = await said;
  const article = document.querySelector(".article");
  const lang = article.closest("[lang]").lang;
  const play = element("button", { type: "button", className: "chip" });
  const stop = element("button", { type: "button", className: "chip" }, words["aloud-stop"]);
  const slower = speeds(words);
  const bar = element("div", { className: "reading__aloud", hidden: true, role: "group", "aria-label": words.aloud });
  bar.append(play, stop, slower);
  if (!speech || !Intl.Segmenter) return bar;

  let all, now, index = 0; // the sentences; what the button offers; the sentence that is read
  const state = (word) => {
    now = word;
    play.textContent = words[word];
    stop.hidden = word === "aloud";
    bar.classList.toggle("reading__aloud--on", word !== "aloud");
  };
  // `speech.pause` ends the sentence on some phones and does nothing on others: pausing is to begin it again.
  const silence = (word) => {
    run += 1;
    speech.cancel();
    state(word);
  };
  const end = () => {
    silence("aloud");
    mark();
    index = 0;
  };
  const speak = (number) => {
    if (number !== run) return;
    if (index >= all.length) return end();
    const { text, lang: own, range } = all[index];
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice(own) || voice(lang);
    utterance.lang = utterance.voice.lang;
    utterance.rate = slower.firstElementChild.value;
    utterance.onend = () => {
      if (number === run) index += 1;
      speak(number);
    };
    utterance.onerror = () => number === run && end();
    mark(range);
    speech.speak(utterance);
  };
  play.addEventListener("click", () => {
    if (now === "aloud-pause") return silence("aloud-on");
    if (!index) all = [...sentences(article.querySelectorAll(".headline, .standfirst, .prose"), words)];
    silence("aloud-pause");
    speak(run);
  });
  stop.addEventListener("click", () => {
    end();
    play.focus();
  });
  close = end;
  addEventListener("pagehide", end); // the voice would go on
  const offer = () => {
    bar.hidden = !voice(lang);
  };
  speech.addEventListener?.("voiceschanged", offer);
  state("aloud");
  offer();
  return bar;
}

function speeds(words) {
  const options = [0.75, 1, 1.25, 1.5].map((value) => {
    const text = `${value.toLocaleString(document.documentElement.lang)} ×`;
    return element("option", { value, selected: value === 1 }, text);
  });
  return element("label", {}, element("select", {}, ...options), element("span", { className: "hidden" }, words.speed));
}

// Marks a range without touching the page's elements, and brings it into sight; none: takes the mark away.
function mark(range) {
  const marks = globalThis.CSS?.highlights;
  if (range && marks) marks.set(MARK, new Highlight(range));
  else marks?.delete(MARK);
  const box = range?.getBoundingClientRect();
  if (box && (box.top < 0 || box.bottom > innerHeight * 0.8)) {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    scrollBy({ top: box.top - innerHeight / 4, behavior });
  }
}
