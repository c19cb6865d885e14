"""Whether each link carries the code of a key that this installation knows."""

from dataclasses import dataclass, field
from typing import Any

from foundation.audit.hashing import seal_statement
from foundation.audit.problems import Problem, span
from foundation.audit.sealing.keys import KeyRing


@dataclass
class Codes:
    """Looks at links in the order of the chain; links that lack the same thing are told of together.

    Attributes:
        ring: the known keys.
        signed_soon: links without a code come from before keys, and the next sealing signs them.
    """

    ring: KeyRing
    signed_soon: bool = False
    _forged: list[Problem] = field(default_factory=list)
    _unsigned: list[int] = field(default_factory=list)
    _of_unknown: dict[str, list[int]] = field(default_factory=dict)

    def check(self, link: dict[str, Any]) -> None:
        """Look at the next link.

        Args:
            link: columns of the link, and of its event `present` and `recorded_at`.
        """
        sequence, key_id = link["sequence"], link["key_id"]
        if link["mac"] is None or key_id is None or link["signed_at"] is None:
            _extend(self._unsigned, sequence)
            return
        key = self.ring.by_id.get(key_id)
        if key is None:
            _extend(self._of_unknown.setdefault(key_id, []), sequence)
            return
        if link["present"] is None:
            return  # told as missing; its time, which the code is taken over, is gone with it
        statement = seal_statement(
            sequence, link["chain_hash"], link["recorded_at"], link["signed_at"], key_id
        )
        if not key.holds(statement, link["mac"]):
            self._forged.append(
                Problem(
                    kind="seal_forged",
                    event_id=link["event_id"],
                    sequence=sequence,
                    detail=f"Link {sequence} does not carry the code of key {key_id}: it, the time "
                    f"of event {link['event_id']} or a link before was rewritten.",
                )
            )

    def problems(self) -> list[Problem]:
        """What was found."""
        found = list(self._forged)
        if self._unsigned and not self.signed_soon:
            found.append(
                Problem(
                    kind="seal_unsigned",
                    sequence=self._unsigned[0],
                    detail=f"{span('Link', *self._unsigned)} without a code: it was taken away, or "
                    "an upgrade left these behind. `kingsalmon audit sign-earlier` finds out, and "
                    "signs them in the second case.",
                )
            )
        found += [
            Problem(
                kind="key_unknown",
                sequence=places[0],
                detail=f"{span('Link', *places)} cannot be checked: key {key_id} is not "
                "configured. Was KS_AUDIT_KEY or KS_SECRET_KEY changed? The earlier secret "
                "belongs into KS_AUDIT_KEYS_OLD.",
            )
            for key_id, places in self._of_unknown.items()
        ]
        return found


def _extend(places: list[int], sequence: int) -> None:
    """Keep the first and the last place of several."""
    places[:] = [places[0] if places else sequence, sequence]
