"""Reading what was mailed."""

from foundation.mail import Mail
from foundation.mail.queries import page_of_mail


async def recent_mail() -> list[Mail]:
    """Every mail, newest first."""
    first = await page_of_mail()
    others = [await page_of_mail(number) for number in range(2, first.last + 1)]
    return [mail for page in (first, *others) for mail in page.items]
