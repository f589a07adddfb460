"""Questions in the other language than the text: how like they are, and what is refused of them.

    python -m tests.benchmarks.languages

French questions on the English plan are those of ../shared. The English ones on the French code,
and the foreign ones, are of our own. For each: the probability that it can be answered, the cosines
of the first passage and its nearest sentence as they were found, and what came first.
"""

from assistant.evidence.answerability import DEFAULT
from assistant.measure.labelled_questions import LabelledQuestion, read_labelled
from assistant.measure.weighing import Weighing
from index.models import DEFAULT_MODEL, load_encoder
from index.search.searcher import Searcher
from tests.benchmarks.question_sets import CRPA, UK_PLAN, open_index
from tests.shared import BENCHMARKS

_ON_THE_CODE = {
    "What is an administrative document?": "L300-2",
    "How long before silence means acceptance?": "L231-1",
    "Can I reuse public information containing personal data?": "L322-2",
    "What are the tasks of the person responsible for access to documents?": "R330-4",
    "Must a refusal to communicate a document be justified in writing?": "L311-14",
    "What majority does the CADA need for its deliberations?": "R341-4",
    "Can a decision be signed electronically?": "L212-3",
}
_FOREIGN = (
    "How do I renew my American passport?",
    "How many days of paid holiday do employees get?",
    "What is the capital of Peru?",
    "How do I bake bread?",
    "What is the price of a train ticket?",
)


def main() -> None:
    """Prints both tables."""
    encoder = load_encoder(DEFAULT_MODEL)
    plan = {
        one.text: "/".join(sorted(one.relevant))
        for one in read_labelled(BENCHMARKS / "uk_plan_dev.jsonl")
    }
    plan |= {one.text: "" for one in read_labelled(BENCHMARKS / "out_of_scope_dev.jsonl")}
    code = _ON_THE_CODE | dict.fromkeys(_FOREIGN, "")
    for name, documents, asked in (("UK plan", UK_PLAN, plan), ("CRPA", CRPA, code)):
        searcher = Searcher(open_index(documents, encoder), encoder)
        print(f"\n{name}: answered from {DEFAULT.threshold}")
        weighing = Weighing(searcher)
        for text, wanted in asked.items():
            first = searcher.search(text, limit=1).hits[0]
            weighed = weighing.ask(LabelledQuestion(text, relevant=frozenset()))
            if weighed is None:
                continue
            locator = first.passage.locator
            print(
                f"  {DEFAULT.probability(weighed.predictors):.2f}  "
                f"{first.scores['dense']:.3f} {first.scores['sentence']:.3f}  "
                f"{locator.article or locator.commitment or '-':10} wanted {wanted or 'none':8} "
                f"{text}"
            )


if __name__ == "__main__":
    main()
