"""`python -m evals.bench` (also `make bench`): answers and verdicts here, then a served parkbot from outside."""

from __future__ import annotations

from evals.bench.answers import print_answer_figures
from evals.bench.eligibility import print_eligibility_figures
from evals.bench.service import print_service_figures

if __name__ == "__main__":
    print_answer_figures()
    print_eligibility_figures()
    print_service_figures()
