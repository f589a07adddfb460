// The conversation, which lives in this tab of the browser and nowhere else.
//
// It is kept in sessionStorage: a reload, or a restart of the service, loses nothing; two tabs are
// two conversations; and it goes when the tab closes, as what was asked on the computer of a public
// library must not be there for the next reader.

import { ANSWER, fits } from "./api.js";

const STORED = "parvis-conversation";
const REMEMBERED = 6; // Exchanges that go with a question.
const MAX_TURN_CHARS = 20_000;
const DISTRESS = "distress";

const text = (value) => typeof value === "string";
const EXCHANGE = { question: text, answer: ANSWER };

// The exchanges, oldest first, each with its `question`, the API's `answer`, and once it is given
// the reader's verdict, `helpful`; and `draft`, the words in the field that have no answer yet.
export class Conversation {
  constructor() {
    this.exchanges = [];
    this.draft = "";
    this.#load();
  }

  add(question, answer) {
    this.exchanges.push({ question, answer });
    this.save();
  }

  keepDraft(words) {
    this.draft = words;
    this.save();
  }

  forget() {
    this.exchanges = [];
    this.draft = "";
    this.save();
  }

  // The last exchanges as the API takes them. What a person in distress said is not said again.
  history() {
    return this.exchanges
      .filter((exchange) => !isDistress(exchange))
      .slice(-REMEMBERED)
      .flatMap(({ question, answer }) => [
        { role: "user", content: question },
        { role: "assistant", content: bounded(answer.text) },
      ]);
  }

  // What a person in distress said is not stored: who lives with them may use the same computer.
  save() {
    const { draft } = this;
    const exchanges = this.exchanges.filter((exchange) => !isDistress(exchange));
    try {
      sessionStorage.setItem(STORED, JSON.stringify({ exchanges, draft }));
    } catch { /* storage may be forbidden or full: the conversation lasts as long as the page */ }
  }

  #load() {
    try {
      const { exchanges, draft } = JSON.parse(sessionStorage.getItem(STORED) ?? "{}");
      if (Array.isArray(exchanges)) {
        this.exchanges = exchanges.filter((exchange) => fits(EXCHANGE, exchange));
      }
      if (text(draft)) this.draft = draft;
    } catch { /* storage may be forbidden, or hold what no version of this page wrote */ }
  }
}

function isDistress({ answer }) {
  return answer.refusal?.reason === DISTRESS;
}

// A question as the API takes it: no control characters, nothing that UTF-8 cannot say.
export function clean(typed) {
  return typed
    .replace(/\r\n/g, "\n")
    .replace(/\u00a0/g, " ")
    .replace(/\p{Surrogate}/gu, "")
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, "")
    .trim();
}

function bounded(words) {
  const characters = Array.from(words);
  return characters.length > MAX_TURN_CHARS
    ? characters.slice(0, MAX_TURN_CHARS).join("")
    : words;
}
