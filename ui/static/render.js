// What the API says -> what a person reads. Every word goes in as text; links to elsewhere lead to
// http(s) only.

import { element, lines } from "./element.js";
import { foreign, say } from "./strings.js";

const KINDS = ["law", "action_plan", "concept_note"];
const NO_END_IN_SIGHT = 2900;
const DAY_MS = 86_400_000;
const SHORT_QUOTE = 240;
const LEEWAY = 5;
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

// An answer's sentences, its markers and sources; or a refusal and the nearest passages.
// `helpful` is what the reader said of it before, undefined where nothing.
export function answer(said, helpful) {
  const made = element("div", { class: "answer", "data-answer": said.id });
  const distress = said.refusal?.reason === "distress";
  if (said.refusal) made.append(...refusal(said, distress));
  else made.append(...quotes(said));
  if (!distress) made.append(verdict(helpful));
  return made;
}

function refusal({ refusal: refused, language }, distress) {
  const message = distress ? withHelplines(lines(refused.message)) : lines(refused.message);
  const links = (refused.links ?? []).flatMap(({ label, url }) => {
    const address = webAddress(url);
    return address ? [element("li", {}, official(address, label))] : [];
  });
  const nearest = distress ? [] : refused.nearest ?? [];
  const sources = nearest.map((citation) => source([citation], { nearest: true }));
  return [
    element("div", { class: "refusal" },
      element("p", { lang: language }, message),
      links.length ? element("ul", { class: "links" }, ...links) : null),
    ...(sources.length
      ? [heading("nearest"), element("ul", { class: "sources" }, ...sources)]
      : []),
  ];
}

function quotes(said) {
  const citations = said.citations ?? [];
  const sentences = (said.sentences ?? []).map((sentence) => {
    const own = cited(citations, sentence.citations ?? []);
    const name = sentence.verbatim === false ? "sentence" : "sentence verbatim";
    return element("p", {},
      element("span", { class: name, lang: own[0]?.language }, lines(sentence.text)),
      ...markers(own));
  });
  return [
    element("div", { class: "sentences" }, ...sentences),
    ...(said.notes ?? []).map((note) =>
      element("p", { class: "remark", lang: said.language }, lines(note))),
    heading("sources"),
    element("ol", { class: "sources" }, ...byPassage(citations).map((group) => source(group))),
  ];
}

const cited = (citations, numbers) =>
  numbers.flatMap((number) => citations.find((citation) => citation.number === number) ?? []);

// The citations, those of one passage together, in the order of each passage's first.
function byPassage(citations) {
  const groups = new Map();
  for (const citation of citations) {
    groups.set(citation.passage_id, [...(groups.get(citation.passage_id) ?? []), citation]);
  }
  return [...groups.values()];
}

function source(citations, { nearest = false } = {}) {
  const [citation] = citations;
  const { label, title, quote, language } = citation;
  return element("li", {},
    element("div", { class: "what" },
      ...(nearest ? [] : markers(citations)), " ",
      element("a", { class: "reads", href: placeOf(citation) }, label), " ",
      kind(citation.kind), " ", foreign(language)),
    label.includes(title) ? null : element("div", { class: "title" }, title),
    nearest
      ? element("div", { class: "quoted", lang: language }, lines(shortened(quote)))
      : null,
    element("div", { class: "more" }, ...facts(citation)),
    currency(citation.currency));
}

// Whether the law that a page cites has changed since the page: said in the answer's language.
export function currency(told) {
  if (!told) return null;
  const behind = told.state === "behind" ? " behind" : "";
  return element("div", { class: `currency${behind}`, lang: told.language }, lines(told.text));
}

const markers = (citations) => citations.flatMap((citation) => [
  " ",
  element("a", { class: "marker", href: placeOf(citation) },
    hidden(say("source"), " "), String(citation.number)),
]);

const placeOf = ({ passage_id: id, start, end }) => passagePath(id, { start, end });

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

const heading = (name) => element("div", { class: "heading" }, say(name));
const hidden = (...words) => element("span", { class: "sr" }, ...words);

// --- What an answer and a passage have in common -------------------------------------------------

// Where a passage is read; with a quote's place, its page opens at the quote.
export function passagePath(id, place = null) {
  const path = `/passages/${encodeURIComponent(id)}`;
  return place ? `${path}?start=${place.start}&end=${place.end}#quote` : path;
}

export const kind = (name) =>
  element("span", { class: "kind" }, say(KINDS.includes(name) ? name : "kind-page"));

// When the words hold, or else when they were published; and where they are officially.
export function facts(dated) {
  const date = when(dated);
  const address = webAddress(dated.permalink) ?? webAddress(dated.url);
  return [
    ...(date ? [element("span", { class: "date" }, date)] : []), " ",
    ...(address ? [official(address, new URL(address).hostname.replace(/^www\./, ""))] : []),
  ];
}

function when({ valid_from: from, valid_to: to, published }) {
  const begin = dateOf(from);
  let stop = dateOf(to);
  if (stop && stop.getUTCFullYear() >= NO_END_IN_SIGHT) stop = null;
  const last = stop && new Date(stop.getTime() - DAY_MS);
  if (begin && last) return say("between", { day: begin, last });
  if (begin) return say("since", { day: begin });
  if (last) return say("until", { last });
  return published ? say("published", { day: dateOf(published) }) : null;
}

export const dateOf = (text) => (text ? new Date(`${text}T00:00:00Z`) : null);

const official = (address, words) => element("a", {
  class: "official", href: address, target: "_blank", rel: "noopener noreferrer",
}, words, hidden(" ", say("new-tab")));

// `address` where a browser may be sent there: http(s), with a host; else null.
export function webAddress(address) {
  try {
    return /^https?:\/\/[^/?#\\]/i.test(address ?? "") && new URL(address) ? address : null;
  } catch {
    return null;
  }
}

function shortened(quote) {
  const characters = Array.from(quote);
  if (characters.length <= SHORT_QUOTE + LEEWAY) return quote;
  const kept = characters.slice(0, SHORT_QUOTE - 1).join("");
  const space = kept.lastIndexOf(" ");
  return `${space > 0 ? kept.slice(0, space) : kept}…`;
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
