// The answer API, asked as any integrator would: each call gives what was asked for, or a Failure.
//
// Answers are asked for whole: the service has checked every quote before it sends the first, so
// that a stream of events would bring nothing sooner.

const PATIENCE_MS = 20_000;
const OF_STATUS = { 404: "missing", 410: "removed", 429: "busy", 503: "busy" };

// A call that gave nothing. `kind`: rejected, missing, removed, busy, slow, unreachable, broken or
// stopped (by the reader). `problem` is what the service says of it (RFC 9457), {} where it says
// nothing.
export class Failure extends Error {
  constructor(kind, problem = {}) {
    super(kind);
    this.kind = kind;
    this.problem = problem;
  }
}

// The answer to `question`, which follows on from `history`. `signal` stops it.
export async function ask(question, history, signal) {
  return contract(ANSWER, await call("/v1/answers", { body: { question, history }, signal }));
}

// A passage and what stands around it in its document.
export async function passage(id) {
  return contract(PASSAGE, await call(`/v1/passages/${encodeURIComponent(id)}`));
}

// Says whether an answer helped.
export async function feedback(answerId, helpful) {
  await call("/v1/feedback", { body: { answer_id: answerId, helpful } });
}

async function call(path, { body, signal } = {}) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE_MS);
  const stop = () => late.abort();
  signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
      cache: "no-store",
      signal: late.signal,
    });
    const text = await response.text();
    if (!response.ok) throw failure(response.status, parsed(text));
    return parsed(text);
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal?.aborted) throw new Failure("stopped");
    throw new Failure(late.signal.aborted ? "slow" : "unreachable");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

function failure(status, problem) {
  const kind = OF_STATUS[status] ?? (status >= 400 && status < 500 ? "rejected" : "broken");
  return new Failure(kind, fits(PROBLEM, problem) ? problem : {});
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// --- The contract: what the page shows of a response. A list may be absent. ----------------------

const text = (value) => typeof value === "string";
const whole = (value) => Number.isSafeInteger(value);
const flag = (value) => typeof value === "boolean";
const date = (value) => text(value) && /^\d{4}-\d\d-\d\d$/.test(value);
const optional = (shape) => (value) => value === undefined || value === null || fits(shape, value);
const list = (shape) => optional((value) =>
  Array.isArray(value) && value.every((one) => fits(shape, one)));

const CURRENCY = { state: text, text, language: optional(text) };
const PLACED = {
  title: text, kind: text, label: text, start: whole, end: whole, language: optional(text),
  url: optional(text), permalink: optional(text), page: optional(whole), heading_path: list(text),
  published: optional(date), valid_from: optional(date), valid_to: optional(date),
  currency: optional(CURRENCY), publisher: optional(text), official: optional(flag),
};
const CITATION = { ...PLACED, number: whole, passage_id: text, quote: text };
const SENTENCE = {
  text, citations: list(whole), verbatim: optional(flag), role: optional(text),
  cut_before: optional(flag), cut_after: optional(flag), folded: list(whole),
};
const IN_SHORT = { text, citation: whole };
const FIGURE = { ...IN_SHORT, start: whole, end: whole };
const TERM = { term: text, definition: CITATION };
const STEP = { text, citation: CITATION };
const LINK = { passage_id: text, label: text };
const REFUSAL = {
  reason: text, message: text, nearest: list(CITATION), links: list({ label: text, url: text }),
  choices: list(text),
};
const STATUSES = ["answered", "near", "refused"];
export const ANSWER = {
  id: text, status: (value) => STATUSES.includes(value), text,
  sentences: list(SENTENCE), citations: list(CITATION), notes: list(text),
  asked_for: optional(FIGURE), yes_or_no: optional(IN_SHORT), about: optional(text),
  related: list(CITATION), terms: list(TERM), next_steps: list(STEP),
  refusal: optional(REFUSAL), language: optional(text),
};
const PASSAGE = {
  ...PLACED, id: text, text, before: optional(text), after: optional(text),
  previous: optional(LINK), next: optional(LINK), cites: list(LINK), cited_by: list(LINK),
};
const PROBLEM = {
  detail: optional(text), document: optional({ title: text }), removed_on: optional(date),
  changed_on: optional(date), passage: optional(LINK),
};

// Whether `value` has the shape: a test of one value, or a shape for each of its members.
export function fits(shape, value) {
  if (typeof shape === "function") return shape(value);
  return typeof value === "object" && value !== null
    && Object.entries(shape).every(([name, part]) => fits(part, value[name]));
}

function contract(shape, value) {
  if (!fits(shape, value)) throw new Failure("broken");
  return value;
}
