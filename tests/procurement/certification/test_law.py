"""The law of the day."""

from datetime import date

import pytest

from procurement.certification.law import legal_basis


def test_the_law_of_the_day():
    assert "第167条の2第1項第4号" in legal_basis(date(2026, 11, 24)).ja
    with pytest.raises(ValueError, match="no law"):
        legal_basis(date(2000, 1, 1))
