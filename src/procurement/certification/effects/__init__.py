"""What other commands cause among certifications, and what certifications make known below."""

from procurement.certification.effects.knowledge import rewrite_facts, write_opinions
from procurement.certification.effects.past import PastChange, take_in

__all__ = ["PastChange", "rewrite_facts", "take_in", "write_opinions"]
