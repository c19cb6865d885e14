"""One password is one password, however it comes."""

from foundation.identity.signin.passwords import hash_now, verify_password
from foundation.text import plain


async def test_what_a_form_leaves_out_does_not_count_for_the_api_either():
    typed = "correct\u200e horse ｂattery\u2028staple"
    assert await verify_password(hash_now(plain(typed)), typed)
    assert await verify_password(hash_now(typed), plain(typed))
    assert not await verify_password(hash_now(typed), "correct horse cattery\nstaple")
