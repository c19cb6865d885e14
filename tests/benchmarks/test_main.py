"""The list of measurements, and what an unknown name is answered."""

import pytest

from benchmarks.__main__ import main, names


def test_every_measurement_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--list"])
    assert capsys.readouterr().out.split() == names()
    assert "demo_start" in names()


def test_an_unknown_measurement_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["nothing_like_that"])
    assert stopped.value.code == 2
    assert "demo_start" in capsys.readouterr().err
