"""Whether a draft quotes what was said: every quotation in it judged against the catalog."""

from assistant.audit.audit import Auditor
from assistant.audit.draft import read_draft
from assistant.audit.report import Attribution, AuditedQuotation, AuditReport, Change, Difference, Verdict

__all__ = ["Attribution", "AuditReport", "AuditedQuotation", "Auditor", "Change", "Difference", "Verdict", "read_draft"]
