// What stands beside an answer: what to do next, words that the documents define, and passages on
// its subject that are no part of it.

import { element, lines } from "./element.js";
import { heading } from "./quotes.js";
import { passages, reading } from "./source.js";
import { say } from "./strings.js";

// What can be done next, each step with the passage that it stands on.
export function nextSteps({ next_steps: steps, language }) {
  if (!steps?.length) return [];
  const items = steps.map(({ text, citation }) => element("li", {},
    element("span", { lang: language }, lines(text)), " ", reading(citation)));
  return [heading("what-next"), element("ul", { class: "steps" }, ...items)];
}

// Passages on the subject, folded away.
export function related({ related: others }) {
  return others?.length ? [folding("see-also", passages(others))] : [];
}

// Words of the answer and how the documents define them, folded away.
export function terms({ terms: defined }) {
  if (!defined?.length) return [];
  const entries = defined.flatMap(({ term, definition }) => [
    element("dt", { lang: definition.language }, term),
    element("dd", {},
      element("span", { class: "quotation verbatim", lang: definition.language },
        lines(definition.quote)),
      " ", reading(definition)),
  ]);
  return [folding("words-explained", element("dl", {}, ...entries))];
}

const folding = (name, content) =>
  element("details", { class: "beside" }, element("summary", {}, say(name)), content);
