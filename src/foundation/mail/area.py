"""What mail brings to the application."""

from foundation.composition import Area
from foundation.mail import overview
from foundation.mail.pages import DemoMail, FailedMails
from foundation.mail.sending import tasks

AREA = Area(
    name="mail",
    package="foundation.mail",
    controllers=[DemoMail, FailedMails],
    piccolo_app="foundation.mail.piccolo_app",
    tasks=overview.tasks,
    modules=[tasks],
)
