// What an answer quotes: in a word of the service's own first, then the quotes with their roles, the
// plain words of a page before the law that founds them, and the figure asked for marked in them.

import { element, lines } from "./element.js";
import { hidden, markers } from "./source.js";
import { say } from "./strings.js";

const LABELS = {
  rule: "role-rule", exception: "role-exception", delay: "role-delay", whom: "role-whom",
  remedy: "role-remedy",
};
const LAW = "law";

// The answer in a word, which is no quote: the figure asked for, a yes or a no.
export function gist({ asked_for: figure, yes_or_no: word, citations, language }) {
  const line = (by, { text, citation }) => element("p", {},
    element("span", { class: "told", lang: language }, lines(text)), " ",
    element("span", { class: "by" }, say(by), ...markers(cited(citations ?? [], [citation]))));
  const told = [word && line("in-short", word), figure && line("in-short-quoted", figure)];
  return word || figure ? [element("div", { class: "gist" }, ...told.filter(Boolean))] : [];
}

// The sentences, each followed by the numbers of its citations and by what folds away behind it.
export function quotes({ sentences = [], citations = [], asked_for: figure }) {
  const all = (sentences ?? []).map((sentence) => ({
    ...sentence,
    own: cited(citations ?? [], sentence.citations ?? []),
    others: cited(citations ?? [], sentence.folded ?? []),
  }));
  const [plain, founding] = parted(all);
  return [
    element("div", { class: "sentences" }, ...shown(plain, figure)),
    ...(founding.length
      ? [heading("the-law"), element("div", { class: "sentences law" }, ...shown(founding, figure))]
      : []),
  ];
}

// Below what a page says in plain words stand the sentences of the law, and these alone.
function parted(sentences) {
  const plain = sentences.filter(({ role }) => role === "plain");
  if (!plain.length) return [sentences, []];
  const founds = ({ role, own }) => role !== "plain" && own.some(({ kind }) => kind === LAW);
  const others = sentences.filter((one) => one.role !== "plain" && !founds(one));
  return [[...plain, ...others], sentences.filter(founds)];
}

function shown(sentences, figure) {
  return sentences.flatMap((sentence, at) => {
    const { name, publisher } = labelOf(sentence);
    const before = at ? labelOf(sentences[at - 1]) : {};
    const again = before.name === name && before.publisher === publisher;
    return [
      ...(name && !again ? [element("div", { class: "role" }, say(name, { publisher }))] : []),
      sentenceOf(sentence, figure),
      ...folded(sentence.others, figure),
    ];
  });
}

// What a sentence does in the answer; of plain words, who says them.
function labelOf({ role, own: [citation] }) {
  if (role !== "plain") return Object.hasOwn(LABELS, role ?? "") ? { name: LABELS[role] } : {};
  const { publisher, official } = citation ?? {};
  return publisher && official ? { name: "role-plain", publisher } : {};
}

function sentenceOf(sentence, figure) {
  const { text, own, verbatim, cut_before: before, cut_after: after } = sentence;
  const name = verbatim === false ? "" : " verbatim";
  return element("p", {},
    element("span", { class: `quotation${name}`, lang: own[0]?.language },
      before ? cut() : null,
      element("span", { class: "sentence" }, lines(text, placeOf(figure, own, text))),
      after ? cut() : null),
    ...markers(own));
}

// What a list has beside what was asked, each with its own citation.
function folded(others, figure) {
  if (!others.length) return [];
  const items = others.map((citation) => element("li", {},
    element("span", { class: "quotation verbatim", lang: citation.language },
      lines(citation.quote, placeOf(figure, [citation], citation.quote))),
    ...markers([citation])));
  return [element("details", { class: "folded" },
    element("summary", {}, say("other-cases")), element("ul", {}, ...items))];
}

// Where the figure asked for stands in `text`, if that is what its citation quotes.
function placeOf(figure, citations, text) {
  const of = figure && citations.find(({ number }) => number === figure.citation);
  if (!of || of.quote !== text) return undefined;
  return { start: figure.start - of.start, end: figure.end - of.start };
}

const cut = () => element("span", { class: "cut" },
  element("span", { "aria-hidden": "true" }, "[…]"), hidden(say("cut")));

const cited = (citations, numbers) =>
  numbers.flatMap((number) => citations.find((citation) => citation.number === number) ?? []);

export const heading = (name) => element("h2", { class: "heading" }, say(name));
