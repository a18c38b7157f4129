"""How good it is."""

from evals.comparison import Comparison, compare
from evals.reports.model import Case, Evaluation, Measure, SuiteReport
from evals.run import Options, run_evaluation

__all__ = ["Case", "Comparison", "Evaluation", "Measure", "Options", "SuiteReport", "compare", "run_evaluation"]
