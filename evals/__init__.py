"""How good it is."""

from evals.builtin import run_suite
from evals.report import Case, Report

__all__ = ["Case", "Report", "run_suite"]
