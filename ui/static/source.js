// Where a quote comes from: its document's label, what the document is and who publishes it, when
// it holds, and links to its place. Links to elsewhere lead to http(s) only.

import { element, lines } from "./element.js";
import { foreign, say } from "./strings.js";

const KINDS = ["law", "action_plan", "concept_note"];
const NO_END_IN_SIGHT = 2900;
const DAY_MS = 86_400_000;
const SHORT_QUOTE = 240;
const LEEWAY = 5;

export const hidden = (...words) => element("span", { class: "sr" }, ...words);

// The sources of these citations, each once, in the order of their first citations: the passages of
// one article have one name.
export function sources(citations) {
  const groups = new Map();
  for (const citation of citations) {
    const name = JSON.stringify([citation.title, citation.label]);
    groups.set(name, [...(groups.get(name) ?? []), citation]);
  }
  return element("ol", { class: "sources" }, ...[...groups.values()].map((group) =>
    source(group[0], { numbers: markers(group) })));
}

// Passages with what is quoted of each, shortened where it is not `whole`.
export function passages(citations, { whole = false } = {}) {
  return element("ul", { class: "sources" }, ...citations.map((citation) =>
    source(citation, { quote: whole ? citation.quote : shortened(citation.quote) })));
}

function source(citation, { numbers = [], quote = null }) {
  const { label, title, publisher, official, language } = citation;
  return element("li", {},
    element("div", { class: "what" },
      ...numbers, " ", reading(citation), " ", kind(citation), " ", foreign(language)),
    label.includes(title) ? null : element("div", { class: "title" }, title),
    quote === null ? null : element("div", { class: "quoted", lang: language }, lines(quote)),
    element("div", { class: "more" },
      ...(publisher && official !== false
        ? [element("span", { class: "publisher" }, publisher), " "] : []),
      ...facts(citation)),
    currency(citation.currency));
}

// The label of a citation, which leads to its quote.
export const reading = (citation) =>
  element("a", { class: "reads", href: placeOf(citation) }, citation.label);

// The numbers of citations, each of which leads to its quote.
export const markers = (citations) => citations.flatMap((citation) => [
  " ",
  element("a", { class: "marker", href: placeOf(citation) },
    hidden(say("source"), " "), String(citation.number)),
]);

const placeOf = ({ passage_id: id, start, end }) => passagePath(id, { start, end });

// Where a passage is read; with a quote's place, its page opens at the quote.
export function passagePath(id, place = null) {
  const path = `/passages/${encodeURIComponent(id)}`;
  return place ? `${path}?start=${place.start}&end=${place.end}#quote` : path;
}

// What a document is. Where it is no law, plan or note, it is official if it is known to be and
// somebody answers for it; what Parvis wrote itself never is, whatever its kind.
export function kind({ kind: name, official, publisher }) {
  if (official === false) return element("span", { class: "kind own" }, say("kind-own"));
  if (KINDS.includes(name)) return element("span", { class: "kind" }, say(name));
  return element("span", { class: "kind" },
    say(official && publisher ? "kind-official" : "kind-page"));
}

// When the words hold, or else when they were published; and where they are officially.
export function facts(dated) {
  const date = when(dated);
  const address = webAddress(dated.permalink) ?? webAddress(dated.url);
  return [
    ...(date ? [element("span", { class: "date" }, date)] : []), " ",
    ...(address ? [elsewhere(address, new URL(address).hostname.replace(/^www\./, ""))] : []),
  ];
}

// Whether the law that a page cites has changed since the page: said in the answer's language.
export function currency(told) {
  if (!told) return null;
  const behind = told.state === "behind" ? " behind" : "";
  return element("div", { class: `currency${behind}`, lang: told.language }, lines(told.text));
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

// A link out of this service.
export const elsewhere = (address, words) => element("a", {
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
