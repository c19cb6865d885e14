"""The application: which areas it has, in which order, and how they are wired together."""

from foundation.audit.area import AREA as AUDIT
from foundation.composition import Area
from foundation.database.area import AREA as DATABASE
from foundation.identity.area import AREA as IDENTITY
from foundation.jobs.area import AREA as JOBS
from foundation.mail.area import AREA as MAIL
from matching.alerts.area import AREA as ALERTS
from matching.challenges.area import AREA as CHALLENGES
from matching.embedding.area import AREA as EMBEDDING
from matching.facts.area import AREA as FACTS
from matching.matcher.area import AREA as MATCHER
from matching.matcher.freezing.area import AREA as FREEZING
from matching.search.area import AREA as SEARCH
from matching.search.outbox.area import AREA as OUTBOX
from matching.solutions.area import AREA as SOLUTIONS
from matching.startups.area import AREA as STARTUPS
from pitch.contests.area import AREA as CONTESTS
from pitch.judging.area import AREA as JUDGING
from pitch.pilots.area import AREA as PILOTS
from portal.area import AREA as PORTAL
from portal.search.area import AREA as PEOPLE_SEARCH
from procurement.catalogue.area import AREA as CATALOGUE
from procurement.certification.area import AREA as CERTIFICATION
from procurement.law.area import AREA as LAW

AREAS: tuple[Area, ...] = (
    PORTAL,
    PEOPLE_SEARCH,
    DATABASE,
    IDENTITY,
    AUDIT,
    JOBS,
    MAIL,
    EMBEDDING,
    SEARCH,
    OUTBOX,
    FACTS,
    MATCHER,
    CHALLENGES,
    STARTUPS,
    SOLUTIONS,
    FREEZING,
    ALERTS,
    CONTESTS,
    JUDGING,
    PILOTS,
    LAW,
    CERTIFICATION,
    CATALOGUE,
)

PICCOLO_APPS: tuple[str, ...] = tuple(
    area.piccolo_app for area in AREAS if area.piccolo_app is not None
)
