"""Rules of law by the day: `rule(day)` as written, `rule_here()` as this installation applies it today."""

from procurement.law.rows import NoticeColumn, Source, Wording
from procurement.law.rules import Ground, Rule, rule, rule_here

__all__ = ["Ground", "NoticeColumn", "Rule", "Source", "Wording", "rule", "rule_here"]
