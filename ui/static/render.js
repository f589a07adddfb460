// What the API says -> what a person reads. Every word goes in as text.

import { nextSteps, related, terms } from "./beside.js";
import { element, lines } from "./element.js";
import { gist, heading, quotes } from "./quotes.js";
import { elsewhere, hidden, passages, sources, webAddress } from "./source.js";
import { say } from "./strings.js";

const FAILURES = ["rejected", "busy", "slow", "unreachable", "broken"];
const HELPLINES = /\b(3114|3919|119|115|112|15|17)\b/;

// What a person asked.
export function question(text) {
  return element("div", { class: "asked" }, hidden(say("you")), " ", lines(text));
}

// What stands in the place of an answer until it comes.
export function pending() {
  const dots = element("span", { class: "dots" }, ...[1, 2, 3].map(() => element("span")));
  return element("div", { class: "pending" }, dots, " ", say("searching"));
}

// One sentence for a question that got no answer, and the service's own where it has one.
export function failure({ kind, problem }) {
  const name = FAILURES.includes(kind) ? kind : "broken";
  const detail = problem.detail && element("p", { class: "detail", lang: "en" }, problem.detail);
  return element("div", { class: "failure" }, element("p", {}, say(name)), detail || null);
}

// An answer's quotes, its sources and what stands beside them; or why there is none, and the
// nearest passages. `helpful` is what the reader said of it before, undefined where nothing.
export function answer(said, helpful) {
  const near = said.status === "near";
  const distress = said.refusal?.reason === "distress";
  const made = element("div", { class: near ? "answer near" : "answer", "data-answer": said.id });
  if (said.about && !distress) made.append(about(said));
  if (near) made.append(element("p", { class: "state" }, say("near")));
  made.append(...(said.refusal ? refusal(said, { near, distress }) : answered(said)));
  if (!distress) made.append(verdict(helpful));
  return made;
}

function about({ about: thing, language }) {
  return element("p", { class: "about" },
    say("about"), " ", element("span", { class: "leans-on", lang: language }, thing), say("colon"));
}

function refusal({ refusal: refused, language }, { near, distress }) {
  const message = distress ? withHelplines(lines(refused.message)) : lines(refused.message);
  const nearest = distress ? [] : refused.nearest ?? [];
  const items = (refused.links ?? []).flatMap(({ label, url }) => {
    const address = webAddress(url);
    return address ? [element("li", {}, elsewhere(address, label))] : [];
  });
  return [
    element("div", { class: "refusal" },
      element("p", { lang: language }, message),
      ...(distress ? [] : choices(refused.choices ?? [], language)),
      items.length ? element("ul", { class: "links" }, ...items) : null),
    ...(nearest.length
      ? [heading(nearest.length > 1 ? "nearest" : "nearest-one"), passages(nearest, { whole: near })]
      : []),
  ];
}

// Questions, one of which was meant: each asks itself.
function choices(questions, language) {
  const items = questions.map((text) =>
    element("li", {}, element("button", { type: "button", class: "choice", lang: language }, text)));
  return items.length ? [element("ul", { class: "choices" }, ...items)] : [];
}

function answered(said) {
  return [
    ...gist(said),
    ...quotes(said),
    ...(said.notes ?? []).map((note) =>
      element("p", { class: "remark", lang: said.language }, lines(note))),
    ...nextSteps(said),
    heading("sources"),
    sources(said.citations ?? []),
    ...related(said),
    ...terms(said),
  ];
}

function verdict(helpful) {
  const button = (name, meaning) => element("button", {
    type: "button",
    class: name,
    "aria-pressed": helpful === undefined ? null : String(helpful === meaning),
  }, say(meaning ? "yes" : "no"));
  return element("div", { class: "verdict" },
    element("span", { class: "asks" }, say("helpful?")), " ",
    button("helpful", true), " ", button("unhelpful", false), " ",
    element("span", { class: "thanks", role: "status" }));
}

// The numbers to call in a message to a person in distress, as links that a telephone dials.
function withHelplines(message) {
  for (const node of [...message.childNodes]) {
    if (node.nodeType !== Node.TEXT_NODE) continue;
    node.replaceWith(...node.data.split(HELPLINES).map((part, at) =>
      (at % 2 ? element("a", { class: "helpline", href: `tel:${part}` }, part) : part)));
  }
  return message;
}
