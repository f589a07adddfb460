// A passage in its document, as the panel shows it; or why it is not there.

import { element } from "./element.js";
import { currency, dateOf, facts, kind, passagePath } from "./source.js";
import { foreign, say } from "./strings.js";

const SHOWN_BEFORE = 100;

// The passage, with what stands from `start` to `end` in its document highlighted.
export function passage(found, start, end) {
  const { label, title, language, page } = found;
  const path = found.heading_path ?? [];
  return [
    element("h1", { tabindex: "-1" }, label),
    element("p", { class: "document" }, title),
    path.length ? element("ol", { class: "place" }, ...path.map((one) => element("li", {}, one)))
      : "",
    element("p", { class: "facts" },
      kind(found), " ", foreign(language), " ",
      page ? element("span", {}, say("page", { number: page })) : null, " ",
      ...facts(found)),
    currency(found.currency) ?? "",
    element("div", { class: "text", lang: language },
      ...stretches(found, start, end).map(stretch)),
    element("nav", { class: "leads" },
      found.previous || found.next
        ? element("p", { class: "turn" },
          lead(found.previous, "previous", "prev"), lead(found.next, "next", "next"))
        : null,
      ...links("cites", found.cites ?? []),
      ...links("cited-by", found.cited_by ?? [])),
  ];
}

// Why there is no passage, from the problem that the service met.
export function missing({ kind: failed, problem }) {
  const name = problem.changed_on ? "changed" : failed;
  return [
    element("h1", { tabindex: "-1" }, say(HEADINGS[name] ?? "passage-trouble")),
    ...reasons(name, problem),
  ];
}

const HEADINGS = {
  missing: "passage-missing", removed: "passage-removed", changed: "passage-changed",
};

function reasons(name, problem) {
  const { removed_on: removed, changed_on: changed, passage: now } = problem;
  const title = problem.document?.title ?? "";
  switch (name) {
    case "missing":
      return [element("p", {}, say("passage-missing-why"))];
    case "removed":
      return [element("p", {}, title && removed
        ? say("passage-removed-why", { title, day: dateOf(removed) })
        : say("passage-removed-some-day"))];
    case "changed":
      return [
        element("p", {}, say("passage-changed-why", { title, day: dateOf(changed) })),
        now ? element("nav", { class: "leads" }, element("p", {}, lead(now, "passage-now"))) : "",
      ];
    default:
      return [element("p", {}, say("passage-trouble-why"))];
  }
}

function stretch({ text, inside, quoted, folded, first }) {
  if (folded) {
    return element("details", {},
      element("summary", {}, say("before")), element("span", { class: "around" }, text));
  }
  const words = quoted ? element("mark", { id: first ? "quote" : null }, text) : text;
  return element("span", { class: inside ? "inside" : "around" }, words);
}

function lead(link, name, rel = null) {
  if (!link) return null;
  const { passage_id: id, label } = link;
  return element("a", { class: "reads", rel, href: passagePath(id) },
    element("span", { class: "t-lead" }, say(name)), " ", label);
}

function links(name, found) {
  if (!found.length) return [];
  const items = found.map(({ passage_id: id, label }) =>
    element("li", {}, element("a", { class: "reads", href: passagePath(id) }, label)));
  return [element("h2", {}, say(name)), element("ul", {}, ...items)];
}

// The passage and its surroundings, cut where the passage and the quote begin and end: joined, the
// stretches are `before + text + after`. What is `folded` comes long before the passage. The API
// counts characters of the document, of which JavaScript's strings may need two units each.
export function stretches(found, start = null, end = null) {
  const before = Array.from(found.before ?? "");
  const text = Array.from(found.text);
  const whole = [...before, ...text, ...Array.from(found.after ?? "")];
  const origin = found.start - before.length;
  const within = (place) => Math.min(Math.max(place - origin, 0), whole.length);
  const inside = [before.length, before.length + text.length];
  const quoted = start !== null && end !== null && start < end ? [within(start), within(end)]
    : [0, 0];
  let fold = foldOf(before);
  if (quoted[0] < quoted[1] && fold > quoted[0]) fold = 0;
  const cuts = [...new Set([0, fold, ...inside, ...quoted, whole.length])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((left, at) => ({
    text: whole.slice(left, cuts[at + 1]).join(""),
    inside: inside[0] <= left && left < inside[1],
    quoted: quoted[0] <= left && left < quoted[1],
    folded: cuts[at + 1] <= fold,
    first: left === quoted[0],
  }));
}

// Where what is read at once begins: at a line's start, about SHOWN_BEFORE characters away.
function foldOf(before) {
  if (before.length < 2 * SHOWN_BEFORE) return 0;
  const near = before.indexOf("\n", before.length - SHOWN_BEFORE);
  let start = near === -1 ? before.lastIndexOf("\n") : near;
  if (start === -1) return 0;
  while (before[start] === "\n") start += 1;
  return start;
}
