"""Pages and REST operations of acts, made from the commands that do them.

`from foundation.web.acts import Operations, ReasonForm, act_pages`
"""

from foundation.web.acts.forms import ActForm, OptionalReasonForm, ReasonForm
from foundation.web.acts.operations import Operations
from foundation.web.acts.pages import PageAct, RecordPage, act_pages, ask_page, page_act

__all__ = [
    "ActForm",
    "Operations",
    "OptionalReasonForm",
    "PageAct",
    "ReasonForm",
    "RecordPage",
    "act_pages",
    "ask_page",
    "page_act",
]
