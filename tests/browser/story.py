"""The whole story of the panel, told the same way in every host."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.cast import Cast, png


def tell(cast: Cast) -> None:
    """Make, upload and choose portraits of Mira, save a default, and find all of it again with Jonas and later.

    The list is open at the start.
    """
    mira = cast.open("Mira")
    mira.choice("Model").select_option("slate")
    mira.generate("1 of 1")
    expect(mira.button("Regenerate")).to_be_visible()
    mira.generate("2 of 2")

    mira.paste(png(10))
    mira.expect_place("3 of 3")
    mira.drop({"a.png": png(20), "b.png": png(30)})
    mira.expect_place("5 of 5")
    mira.pick("c.png", png(40))
    mira.expect_place("6 of 6")

    mira.button("Older").click()
    mira.button("Older").click()
    mira.expect_place("4 of 6")
    mira.button("Use This Version").click()
    expect(mira.root.get_by_text("Selected", exact=True)).to_be_visible()

    mira.button("Older").click()
    mira.button("Older").click()
    mira.expect_place("2 of 6")
    seed = mira.fact("Seed").locator(".cb-value").inner_text()
    assert re.fullmatch(r"\d+", seed)
    mira.button("Use seed").click()
    expect(mira.text("Seed")).to_have_value(seed)
    mira.text("Negative prompt").fill("hats")
    mira.button("Save as Design Default").click()
    expect(mira.root.get_by_text(re.compile("now count for all"))).to_be_visible()

    cast.visit()
    expect(cast.row("Mira").get_by_text(re.compile("^6 versions"))).to_be_visible()
    expect(cast.row("Mira").get_by_role("button", name="Regenerate", exact=True)).to_be_visible()
    jonas = cast.open("Jonas")
    expect(jonas.text("Seed")).to_have_value(seed)
    expect(jonas.text("Negative prompt")).to_have_value("hats")
    jonas.choice("Model").select_option("slate")
    jonas.generate("1 of 1")
    expect(jonas.fact("Seed")).to_contain_text(seed)
    expect(jonas.fact("Negative prompt")).to_contain_text("hats")

    jonas = cast.visit().open("Jonas")
    jonas.expect_place("1 of 1")
    expect(jonas.fact("Seed")).to_contain_text(seed)
    jonas.close()
    mira = cast.open("Mira")
    mira.expect_place("4 of 6")
    expect(mira.text("Seed")).to_have_value(seed)
