// The chat: what a reader does on the page that Gradio has laid out.
//
// Gradio's own events would go to the server, or need `eval`: the page listens for itself.

import { Failure, ask, feedback } from "./api.js";
import { Conversation, clean } from "./conversation.js";
import { element } from "./element.js";
import { Panel } from "./panel.js";
import { answer, failure, pending, question } from "./render.js";
import { keepLanguage, label, language, preferredLanguage, setLanguage } from "./strings.js";

// Gradio's front end, whose script comes after this one, finds here what it would ask the server.
window.gradio_config = JSON.parse(document.getElementById("gradio-config").textContent);
window.gradio_api_info = { named_endpoints: {}, unnamed_endpoints: {} };

const root = document.documentElement;
const conversation = new Conversation();
const panel = new Panel();
let log = null; // Gradio draws it, some time after this script runs.
let asking = null; // What stops the question that is under way.
let next = null; // Gives the words of another that was sent meanwhile.

const field = () => document.querySelector("#question textarea");
const inField = () => field().value;

// --- Asking --------------------------------------------------------------------------------------

// Asks what `read` gives: now, or once the question under way has its answer.
async function submit(read) {
  const typed = read();
  const words = clean(typed);
  if (!words || !log) return;
  if (asking) {
    next = read;
    return;
  }
  asking = new AbortController();
  log.querySelector(".failed")?.remove();
  if (field().value === typed) write("");
  conversation.keepDraft(typed); // A reload that comes before the answer puts it back.
  const reply = show(words, pending());
  const { signal } = asking;
  try {
    const said = await ask(words, conversation.history(), signal);
    if (signal.aborted) return;
    conversation.draft = "";
    conversation.add(words, said);
    reply.replaceChildren(answer(said));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (signal.aborted) return;
    next = null;
    reply.replaceChildren(failure(error));
    reply.parentElement.classList.add("failed");
    if (!field().value.trim()) write(typed);
  } finally {
    if (!signal.aborted) asking = null;
  }
  toQuestion();
  const then = next;
  next = null;
  if (then) submit(then);
}

function beginAgain() {
  asking?.abort();
  asking = null;
  next = null;
  if (panel.isOpen) panel.close();
  conversation.forget();
  log.replaceChildren();
  write("");
  root.classList.remove("talking");
}

// Shows a question and what is said to it; gives the element that holds the latter.
function show(words, said) {
  const reply = element("div", { class: "reply" }, said);
  log.append(element("div", { class: "exchange" }, question(words), reply));
  root.classList.add("talking");
  toQuestion();
  return reply;
}

function toQuestion() {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  log.lastElementChild?.querySelector(".asked")
    .scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

function write(words) {
  field().value = words;
  field().dispatchEvent(new Event("input", { bubbles: true })); // Gradio sizes the field by it.
}

async function judge(button) {
  const verdict = button.closest(".verdict");
  const id = button.closest(".answer").dataset.answer;
  const helpful = button.classList.contains("helpful");
  let kept = true;
  try {
    await feedback(id, helpful);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    kept = false;
  }
  if (kept) {
    for (const other of verdict.querySelectorAll("button")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
    const judged = conversation.exchanges.find((exchange) => exchange.answer.id === id);
    if (judged) judged.helpful = helpful;
    conversation.save();
  }
  verdict.querySelector(".thanks").textContent = label(kept ? "thanks" : "not-kept");
}

// --- What Gradio draws ---------------------------------------------------------------------------

// Gradio's controls take one text each: theirs are written here, each time that Gradio may have
// drawn them, and only where they differ.
function relabel() {
  const french = language() === "fr";
  set("html", "lang", language());
  writeButton("send", label("send"));
  writeButton("again", label("again"));
  writeButton("language", french ? "English" : "Français");
  set("#language", "lang", french ? "en" : "fr");
  set("#question textarea", "placeholder", label("placeholder"));
  set("#question textarea", "aria-label", label("question"));
  set("#log", "aria-label", label("conversation"));
}

function writeButton(id, text) {
  const button = document.getElementById(id);
  if (button && button.textContent.trim() !== text) button.textContent = text;
}

function set(selector, name, value) {
  const found = document.querySelector(selector);
  if (found && found.getAttribute(name) !== value) found.setAttribute(name, value);
}

// Shows the conversation so far once there is a place for it.
function restore() {
  const drawn = document.getElementById("log");
  if (!drawn || drawn === log || !field()) return;
  log = drawn;
  for (const { question: words, answer: said, helpful } of conversation.exchanges) {
    show(words, answer(said, helpful));
  }
  if (conversation.draft) write(conversation.draft);
}

function draw() {
  relabel();
  restore();
}

// --- Listening -----------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || !(event.target instanceof Element)) return;
  const on = (selector) => event.target.closest(selector);
  const held = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey
    || event.altKey;
  const link = on("a.marker, a.reads");
  const example = on(".example, .choice");
  const verdict = on(".verdict button");
  if (link && !held) {
    event.preventDefault();
    panel.open(link);
  } else if (on("#language")) {
    keepLanguage(language() === "fr" ? "en" : "fr");
    setLanguage(language() === "fr" ? "en" : "fr");
    relabel();
    panel.relabel();
  } else if (on("#again")) {
    beginAgain();
  } else if (on("#send")) {
    submit(inField);
  } else if (example) {
    submit(() => example.textContent);
  } else if (verdict) {
    judge(verdict);
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel.isOpen) {
    event.preventDefault();
    panel.close();
  } else if (event.key === "Enter" && event.target === field() && !event.shiftKey
    && !event.isComposing) {
    event.preventDefault();
    event.stopPropagation(); // Gradio would take it for an event of its own.
    submit(inField);
  }
}, true);

addEventListener("pagehide", () => {
  const typed = field()?.value.trim();
  if (typed) conversation.keepDraft(typed);
  else if (!asking) conversation.keepDraft("");
});

setLanguage(preferredLanguage());
const drawing = new MutationObserver(draw);
drawing.observe(document, { childList: true, subtree: true });
drawing.observe(root, { attributes: true, attributeFilter: ["lang"] }); // Gradio sets its own.
