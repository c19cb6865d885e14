"""HTML pages of results."""

from litestar import Controller

from pitch.judging.results.pages.deciding import DecidingPages
from pitch.judging.results.pages.result import ResultActs, ResultPages

CONTROLLERS: list[type[Controller]] = [DecidingPages, ResultPages, ResultActs]
